BEGIN TRANSACTION;
CREATE TABLE tilaus_accounts (
    account TEXT    NOT NULL PRIMARY KEY,
    balance INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_accounts" VALUES('order:10291984628f9a474388bf4f80bc4350',-345);
INSERT INTO "tilaus_accounts" VALUES('order:125c0dc0f41ae1c74bcb2fce80343d64',-45);
INSERT INTO "tilaus_accounts" VALUES('order:3fa9239e821bf1ba8154c34444a10e12',-655);
INSERT INTO "tilaus_accounts" VALUES('order:4d46e57991e20918d927b6e142f777e4',-334);
INSERT INTO "tilaus_accounts" VALUES('order:4e216127425462ed2f975e9c1e08fedd',-345);
INSERT INTO "tilaus_accounts" VALUES('order:64ee77680400f662e87a2cb800aaac55',-345);
INSERT INTO "tilaus_accounts" VALUES('order:89bb425f656cf6c4ad6a1e8e3913f0ae',-345);
INSERT INTO "tilaus_accounts" VALUES('order:9076cb6e8739d2d0730c02361a8b036c',-655);
INSERT INTO "tilaus_accounts" VALUES('order:9acbcb8da70e7aa1895f4d3060d46e24',-345);
INSERT INTO "tilaus_accounts" VALUES('order:dcf1cd6f5c4150001f5bee2391a6d2dc',-655);
INSERT INTO "tilaus_accounts" VALUES('order:e4505fea4964d66346b4138c4ff7996b',-331);
INSERT INTO "tilaus_accounts" VALUES('order:ec6476a0813f2cc97dceb1a20729497e',-655);
INSERT INTO "tilaus_accounts" VALUES('provider:sandbox',5300);
INSERT INTO "tilaus_accounts" VALUES('provider:top-up',120);
INSERT INTO "tilaus_accounts" VALUES('provider:wallet',0);
INSERT INTO "tilaus_accounts" VALUES('unapplied:7d1fffce048bdc6d8b2ad244d20ef83f',-345);
INSERT INTO "tilaus_accounts" VALUES('wallet:member-1',-20);
CREATE TABLE tilaus_charges (
    order_id    TEXT    NOT NULL REFERENCES tilaus_orders,
    id          TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tilaus_counters (
    name  TEXT    NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_counters" VALUES('order number',50021);
CREATE TABLE tilaus_effects (
    seq              INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id         TEXT    NOT NULL REFERENCES tilaus_orders,
    key              TEXT    NOT NULL UNIQUE,
    name             TEXT    NOT NULL,
    about            TEXT    NOT NULL,
    is_message       INTEGER NOT NULL CHECK (is_message IN (0, 1)),
    state            TEXT    NOT NULL DEFAULT 'ready'
        CHECK (state IN ('ready', 'done', 'refused', 'unknown', 'dead', 'void')),
    run_at           TEXT    NOT NULL CHECK (run_at LIKE '____-__-__T__:__:__.______+00:00'),
    attempts         INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    first_attempt_at TEXT
) STRICT;
INSERT INTO "tilaus_effects" VALUES(1,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(2,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(3,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(4,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(5,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/7/hand_over/2','hand_over','2',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(6,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/14/tell:order-completed','tell:order-completed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(7,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(8,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(9,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(10,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(11,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/9/tell:item-cancelled/1','tell:item-cancelled','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(12,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/9/alert:item-cancelled/1','alert:item-cancelled','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(13,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/11/send_refund/1','send_refund','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(14,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/11/tell:refund-requested/1','tell:refund-requested','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(15,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/13/tell:refund-sent/1','tell:refund-sent','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(16,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/14/tell:order-refunded','tell:order-refunded','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(17,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(18,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(19,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(20,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(21,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/10/tell:order-completed','tell:order-completed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(22,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(23,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(24,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/3/tell:order-cancelled','tell:order-cancelled','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(25,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/5/void_payment/1','void_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(26,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(27,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(28,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/3/tell:order-cancelled','tell:order-cancelled','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(29,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/5/void_payment/1','void_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(30,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/8/alert:money-parked/1','alert:money-parked','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(31,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(32,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(33,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(34,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(35,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/8/alert:payment-disputed/1','alert:payment-disputed','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(36,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/9/tell:payment-disputed','tell:payment-disputed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(37,'d36787443064e9171fe8f6df70463d2d','d36787443064e9171fe8f6df70463d2d/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(38,'d36787443064e9171fe8f6df70463d2d','d36787443064e9171fe8f6df70463d2d/1/create_payment/1','create_payment','1',0,'dead','2026-01-05T09:09:20.123456+00:00',15,'2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(39,'d36787443064e9171fe8f6df70463d2d','d36787443064e9171fe8f6df70463d2d/2/alert:message-parked/1','alert:message-parked','1',1,'done','2026-01-05T09:09:20.123456+00:00',1,'2026-01-05T09:09:20.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(40,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(41,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(42,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(43,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(44,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/7/hand_over/2','hand_over','2',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(45,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/11/tell:item-cancelled/1','tell:item-cancelled','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(46,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/11/alert:item-cancelled/1','alert:item-cancelled','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(47,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(48,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(49,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(50,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(51,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(52,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(53,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(54,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/6/tell:item-on-hold/1','tell:item-on-hold','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(55,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(56,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(57,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(58,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/6/tell:item-on-hold/1','tell:item-on-hold','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(59,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(60,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(61,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/1/create_payment/2','create_payment','2',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(62,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/6/capture_payment/2','capture_payment','2',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(63,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/9/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(64,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/10/hand_over/1','hand_over','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(65,'714cc6c0d0d58e2254165078fd1b0f0a','714cc6c0d0d58e2254165078fd1b0f0a/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(66,'714cc6c0d0d58e2254165078fd1b0f0a','714cc6c0d0d58e2254165078fd1b0f0a/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(67,'e95d8f5d090eb9411ef2110585f87e8a','e95d8f5d090eb9411ef2110585f87e8a/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(68,'e95d8f5d090eb9411ef2110585f87e8a','e95d8f5d090eb9411ef2110585f87e8a/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(69,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(70,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(71,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/3/capture_payment/1','capture_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(72,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/6/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(73,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/7/hand_over/1','hand_over','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(74,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/10/tell:item-cancelled/1','tell:item-cancelled','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(75,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/10/alert:item-cancelled/1','alert:item-cancelled','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(76,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/12/send_refund/1','send_refund','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(77,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/12/tell:refund-requested/1','tell:refund-requested','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(78,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(79,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(80,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(81,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/6/hand_over/1','hand_over','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(82,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/7/hand_over/2','hand_over','2',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(83,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/12/send_refund/1','send_refund','1',0,'unknown','2026-01-05T10:10:00.821456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(84,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/12/tell:refund-requested/1','tell:refund-requested','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(85,'d80a0b95e88f3878e6e3b26767138378','d80a0b95e88f3878e6e3b26767138378/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(86,'d80a0b95e88f3878e6e3b26767138378','d80a0b95e88f3878e6e3b26767138378/1/create_payment/1','create_payment','1',0,'unknown','2026-01-05T10:10:01.055956+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(87,'412da1463cccf922b3f821e448bb7beb','412da1463cccf922b3f821e448bb7beb/1/tell:order-received','tell:order-received','',1,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
INSERT INTO "tilaus_effects" VALUES(88,'412da1463cccf922b3f821e448bb7beb','412da1463cccf922b3f821e448bb7beb/1/create_payment/1','create_payment','1',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
INSERT INTO "tilaus_effects" VALUES(89,'bba49da2ccd590cc4193703057ec61b0','bba49da2ccd590cc4193703057ec61b0/1/tell:order-received','tell:order-received','',1,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
INSERT INTO "tilaus_effects" VALUES(90,'bba49da2ccd590cc4193703057ec61b0','bba49da2ccd590cc4193703057ec61b0/1/create_payment/1','create_payment','1',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
INSERT INTO "tilaus_effects" VALUES(91,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(92,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00');
INSERT INTO "tilaus_effects" VALUES(93,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/5/tell:payment-confirmed','tell:payment-confirmed','',1,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
INSERT INTO "tilaus_effects" VALUES(94,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/6/hand_over/1','hand_over','1',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
INSERT INTO "tilaus_effects" VALUES(95,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/7/hand_over/2','hand_over','2',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
INSERT INTO "tilaus_effects" VALUES(96,'baa3af5c0df9c6e788f6ab14ade8e09f','baa3af5c0df9c6e788f6ab14ade8e09f/1/tell:order-received','tell:order-received','',1,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
INSERT INTO "tilaus_effects" VALUES(97,'baa3af5c0df9c6e788f6ab14ade8e09f','baa3af5c0df9c6e788f6ab14ade8e09f/1/create_payment/1','create_payment','1',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL);
CREATE TABLE tilaus_entries (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    key      TEXT    NOT NULL UNIQUE,
    order_id TEXT    NOT NULL,
    memo     TEXT    NOT NULL
) STRICT;
INSERT INTO "tilaus_entries" VALUES(1,'3fa9239e821bf1ba8154c34444a10e12/4','3fa9239e821bf1ba8154c34444a10e12','payment 1 of order 50001: 6.55 EUR captured');
INSERT INTO "tilaus_entries" VALUES(2,'125c0dc0f41ae1c74bcb2fce80343d64/4','125c0dc0f41ae1c74bcb2fce80343d64','payment 1 of order 50002: 3.45 EUR captured');
INSERT INTO "tilaus_entries" VALUES(3,'125c0dc0f41ae1c74bcb2fce80343d64/13','125c0dc0f41ae1c74bcb2fce80343d64','refund 1 of order 50002 sent to original');
INSERT INTO "tilaus_entries" VALUES(4,'89bb425f656cf6c4ad6a1e8e3913f0ae/4','89bb425f656cf6c4ad6a1e8e3913f0ae','payment 1 of order 50003: 3.45 EUR captured');
INSERT INTO "tilaus_entries" VALUES(5,'7d1fffce048bdc6d8b2ad244d20ef83f/7','7d1fffce048bdc6d8b2ad244d20ef83f','payment 1 of order 50005: 3.45 EUR captured');
INSERT INTO "tilaus_entries" VALUES(6,'9acbcb8da70e7aa1895f4d3060d46e24/4','9acbcb8da70e7aa1895f4d3060d46e24','payment 1 of order 50006: 3.45 EUR captured');
INSERT INTO "tilaus_entries" VALUES(7,'9076cb6e8739d2d0730c02361a8b036c/4','9076cb6e8739d2d0730c02361a8b036c','payment 1 of order 50008: 6.55 EUR captured');
INSERT INTO "tilaus_entries" VALUES(8,'64ee77680400f662e87a2cb800aaac55/4','64ee77680400f662e87a2cb800aaac55','payment 1 of order 50009: 3.45 EUR captured');
INSERT INTO "tilaus_entries" VALUES(9,'4e216127425462ed2f975e9c1e08fedd/4','4e216127425462ed2f975e9c1e08fedd','payment 1 of order 50010: 3.45 EUR captured');
INSERT INTO "tilaus_entries" VALUES(10,'10291984628f9a474388bf4f80bc4350/4','10291984628f9a474388bf4f80bc4350','payment 1 of order 50011: 3.45 EUR captured');
INSERT INTO "tilaus_entries" VALUES(11,'top-up/member-1/first','top-up','wallet of member-1 topped up');
INSERT INTO "tilaus_entries" VALUES(12,'e4505fea4964d66346b4138c4ff7996b/wallet/1/spend','e4505fea4964d66346b4138c4ff7996b','payment 1 of order 50012 from the wallet');
INSERT INTO "tilaus_entries" VALUES(13,'e4505fea4964d66346b4138c4ff7996b/4','e4505fea4964d66346b4138c4ff7996b','payment 1 of order 50012: 1.00 EUR captured');
INSERT INTO "tilaus_entries" VALUES(14,'e4505fea4964d66346b4138c4ff7996b/8','e4505fea4964d66346b4138c4ff7996b','payment 2 of order 50012: 2.31 EUR captured');
INSERT INTO "tilaus_entries" VALUES(15,'4d46e57991e20918d927b6e142f777e4/5','4d46e57991e20918d927b6e142f777e4','payment 1 of order 50015: 3.34 EUR captured');
INSERT INTO "tilaus_entries" VALUES(16,'dcf1cd6f5c4150001f5bee2391a6d2dc/4','dcf1cd6f5c4150001f5bee2391a6d2dc','payment 1 of order 50016: 6.55 EUR captured');
INSERT INTO "tilaus_entries" VALUES(17,'ec6476a0813f2cc97dceb1a20729497e/4','ec6476a0813f2cc97dceb1a20729497e','payment 1 of order 50020: 6.55 EUR captured');
CREATE TABLE tilaus_events (
    order_id TEXT    NOT NULL REFERENCES tilaus_orders,
    seq      INTEGER NOT NULL CHECK (seq > 0),
    document TEXT    NOT NULL,
    hash     TEXT    NOT NULL CHECK (length(hash) = 64),
    UNIQUE (order_id, seq)
) STRICT;
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"3fa9239e821bf1ba8154c34444a10e12","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"X posts","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50001,"payments":[{"amount_minor":655,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"a19794809d43327665d9a61bbce452a7"}},"seq":1}','0288fc32f3c21fde7f8d6a4f4976ca7642cc2c2625112eb43f182eb144522ec2');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_22fdd039fb597d4c","payment":"1","reference":"pay_22fdd039fb597d4c"},"seq":2}','aa6231f66f00811c0ef4d27c0bdb069c05093590050e36ff120fb87df9a7c4d9');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','24bfeb5e2aa4ed8dd9ae94ff10e0e16f5a5ed26f918b1715d6bae8d7f0b410a5');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','3666f7cc44c940a6b6beb4f3f978c506146e2f1e43dadd0637003810af8bcc76');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','f2786a4658f0bb74ec7c410f37c7b7166b9b75f0ed066158a2dbacb1ed4d4ebd');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','8cdee93b71aeb57b821406f4bcf6f49ed8fde4293365c5ea0f1322c4066b1fa5');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}','99fe15bd7515718bf6906c423006ae400b429324f51dfc40041ff6a334bfecf6');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}','ef4e8047e901b68dcee34462af85fa29f79ac9aacff71f7ebf8b9aee5735bc4c');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',9,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}','8be6ac149e7e27dd6530f96f5e8a9deddbffa4015a2e99797aaf20ca93828d43');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',10,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":10}','a8f6456f75af138437bdb49f105cafceedc2a2e4e4d454e08976c62d50477b49');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',11,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":11}','c6b0139434e244ae16a75074db84debb8f36006bbc5fcff74c673582218a7186');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',12,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"2"},"seq":12}','648fe5921aba0be2edbc5a2d260bb1806472738226b1e479f1f897d52c4e876b');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',13,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":13}','d7720f678a67413ab50e59ce9c55e64c5937879b8681b5b0e3529f12758bff9d');
INSERT INTO "tilaus_events" VALUES('3fa9239e821bf1ba8154c34444a10e12',14,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"finished","machine":"order","source":"processing","target":"completed","trigger":"complete"},"seq":14}','a96e956b3a9b48d28b9242941d5e242814675e06021a9bea66780bee372f29dd');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"125c0dc0f41ae1c74bcb2fce80343d64","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50002,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"571e4bc176bb13a66cc1390c09a3f774"}},"seq":1}','875cc5648a262447ebf5ee2b7c83c55ce9ecb3a2f53879374c65cfb869ced988');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_ff4b91f82ca6d88f","payment":"1","reference":"pay_ff4b91f82ca6d88f"},"seq":2}','fe5abe58a63d564804a98070afe905b2d2f9f06e8dcf5238dfb911aef7a261b1');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','e6e52283975a4eb8f12952e6ebf9cb5f88cf74d7d0f32dbf0c41b83686283386');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','93619cdadb80c05ef237ca592dc6b2922be9809c16803e99d191143db295cc98');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','552c08bdc309516b2afbf105b4f85eb9e205c7a6d4f7fe1912bf0364d40c7f92');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','fa035ad331022cb645fba847a67a85bbb36ac3544b5631c456eb4d3d681005a2');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}','1d4103a21adf294f5b92f661facbd168e4317bd95b7096ad25a2fc15dcbc37bd');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":8388608},"source":"processing","target":"cancelled","trigger":"fail"},"seq":8}','0f1c4f6dfd548f941fd9664a4eaadb1bbb7e350198b6314038bfeaa301176704');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',9,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T09:00:00.123456+00:00","until":"2026-01-12T09:00:00.123456+00:00"}},"seq":9}','16dad0bcdc5e5b70be5eaeaf7faba3dfd0ec65bef3d7882839bbf7d98e6e749d');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',10,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"choice":"original","event":"Answered","item":"1"},"seq":10}','cc99e1afb64c01c56de7e23c8765e7233802e4806fa3abfbf5689ce027aa14da');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',11,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":300,"available_at":"2026-01-05T09:00:00.123456+00:00","base_minor":300,"covers":[{"id":"1","kind":"item","minor":300,"units":100}],"fee_kept_minor":45,"id":"1","payment":"1","reason":{"personal":11534336},"requested_at":"2026-01-05T09:00:00.123456+00:00","to":"original"}},"seq":11}','271052d36faf243c25867a50682fe918a162b234f8cb8d3ff587db443d3bd65d');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',12,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"RefundNamed","reference":"ref_d3644e3f37bd7970","refund":"1"},"seq":12}','0a6dfdbecf980a2151f58a5e7ce15dfeeb470dfef52b4a60c591a5aef986e998');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',13,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"refund","source":"requested","target":"succeeded","trigger":"succeed"},"seq":13}','266e9e62f70e3a6aa109799d3e74fd062fb51b99d48ebd4c167946c6e94b6e74');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',14,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"closed","machine":"order","source":"processing","target":"refunded","trigger":"refund"},"seq":14}','28cf0e6c1549d64916b97c5dc1ef4638eee227ee19d27f7b54d305042623b5ec');
INSERT INTO "tilaus_events" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',15,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"closed","machine":"item","source":"cancelled","target":"refunded","trigger":"refund"},"seq":15}','fa9440bdafb5e3f832462a442474a8e8bd4f77532c4e1e17c5ac4de8d0f78f14');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"89bb425f656cf6c4ad6a1e8e3913f0ae","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50003,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"ce8abd5a9e0dbeaa26cb4b07820ef933"}},"seq":1}','70c154e3c2c6a97cf18734b853c3dfc4d5fed4cb9dd5bf9f22df901b0c240ab8');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_8257dcc9d6cf996e","payment":"1","reference":"pay_8257dcc9d6cf996e"},"seq":2}','5a77dfb309b7cb4ae5817e6ce3437091b174cb5139a1540abcf0214b92a183f7');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','211609e30027d35d7042c5de39611135933fc27f0e125e448d8d8748c161f573');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','8bb86b8b1c1b4c5aec503eb4c7bf885ceb685c27191f3166dac04e1b21c91c6b');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','b50e3de043180e6857c8518b2cb9d508f67b9e649dedc34042405fe288bfc4ed');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','19e8bc865c2b37b5047dfb1b759527ec88b35707ab0b47fcad310ab6d6b2aaf3');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}','3fed55d5b7a11bce556cb7592648bc499f260a16c369d000bdaaf57f6e32be33');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":8}','3448aded48daa173affbcc92582b4f14096c4ac91a3bf38df14799bcdcc05ce3');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',9,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":9}','0c806aeace42c77dcb2ac8432c7ccb87afa48e84219ca9871e364f29828eaf65');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',10,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"finished","machine":"order","source":"processing","target":"completed","trigger":"complete"},"seq":10}','6c9b7a76efa4d3d16e24499ae336392b240b58ad6420e192204ab0c1ac43382e');
INSERT INTO "tilaus_events" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',11,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-2","role":"manager"},"event":{"event":"Erased"},"seq":11}','1254e4e5b9d9864d94d39db94ac549ab9393d1cbccbf6b4fc0bb9480c329c22f');
INSERT INTO "tilaus_events" VALUES('51a952aa8c78db4d4cf0369a133f0a8d',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"51a952aa8c78db4d4cf0369a133f0a8d","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50004,"payments":[{"amount_minor":334,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"f217e7d00a1fe1548759a56952c4da87"}},"seq":1}','6ef3aed0eba231b63cd7ef9fd70068a1fb78207fd716fa45b9d1a5af696f12d1');
INSERT INTO "tilaus_events" VALUES('51a952aa8c78db4d4cf0369a133f0a8d',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_f6b9fc3191e7c3f3","payment":"1","reference":"pay_f6b9fc3191e7c3f3"},"seq":2}','1546b410f47bc3ac114e94dceb3934ab0fe9d35d9445f734b117bf52263eac37');
INSERT INTO "tilaus_events" VALUES('51a952aa8c78db4d4cf0369a133f0a8d',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"","event":"Moved","kind":"failed","machine":"order","source":"pending","target":"cancelled","trigger":"cancel"},"seq":3}','bd70ea8fffd8a62f19397b0916b2284e9faaed2e1ebd7686feaa9ab973b4d6eb');
INSERT INTO "tilaus_events" VALUES('51a952aa8c78db4d4cf0369a133f0a8d',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":4194304},"source":"pending","target":"cancelled","trigger":"call_off"},"seq":4}','4bf38b80de0cfdc36f0917376a7ca5393599c5344ab94422199711afbb8cf4c6');
INSERT INTO "tilaus_events" VALUES('51a952aa8c78db4d4cf0369a133f0a8d',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"payment","source":"created","target":"voided","trigger":"withdraw"},"seq":5}','97816499c8ae8322af97e63048d5f9fee6355480d71d5c57c6d8742f9dff31e2');
INSERT INTO "tilaus_events" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"7d1fffce048bdc6d8b2ad244d20ef83f","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50005,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"f2d44ff4cd6c61629bcb9d0a025ab5da"}},"seq":1}','b290f02579f271c1cc016b84d7903631fe12b05970d220c8cb006e7aa3ee91cb');
INSERT INTO "tilaus_events" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_3f9dd3243a9b1bbc","payment":"1","reference":"pay_3f9dd3243a9b1bbc"},"seq":2}','2637c3c61a809d65a289eb5522ee33d5e92bbbd1ee9ec1ce4c95659d62017213');
INSERT INTO "tilaus_events" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"","event":"Moved","kind":"failed","machine":"order","source":"pending","target":"cancelled","trigger":"cancel"},"seq":3}','4d039fc6ad3625ae5750c8fa0cb11a34281cf21cccd24aee914a6aefb5dc8fb5');
INSERT INTO "tilaus_events" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":4194304},"source":"pending","target":"cancelled","trigger":"call_off"},"seq":4}','3bd8dd8d2de78701493eaabfe61acae70cfb32e44eb78c3ad726733b65c69c77');
INSERT INTO "tilaus_events" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"payment","source":"created","target":"voided","trigger":"withdraw"},"seq":5}','fb6dfa6e85afdb479377f7925bbe8f7fccb97aff4baabf2f1f337f738dee2dff');
INSERT INTO "tilaus_events" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"voided","target":"captured","trigger":"capture"},"seq":6}','8e38416920352039ef50c65ef22bd1aaad193593a8a8810ac6e3d7586441dcde');
INSERT INTO "tilaus_events" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":false,"payment":"1"},"seq":7}','39175d35a8254643f90a139fd5215a7d8d00632d39499f81e4e567e6c579e377');
INSERT INTO "tilaus_events" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"MessageParked","parked":{"about":"1","at":"2026-01-05T09:00:00.123456+00:00","id":"8","machine":"payment","what":"captured","why":{"personal":8388608}}},"seq":8}','8dda3fc45842e662b87a3ebed6f6f1c4f6bb47773099573bd4aa0f67af9d5204');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"9acbcb8da70e7aa1895f4d3060d46e24","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Instagram likes","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50006,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"2a8c9b2938f4346119fee6105b99ad3f"}},"seq":1}','fabe2bb02bb4d2af0b6d1064621ff8648b9d99102a7358ada8b6fddea4e45df0');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_898a3711803f3371","payment":"1","reference":"pay_898a3711803f3371"},"seq":2}','fe1100bf2fe9064e6dd5da7e47923db8fa98a4d04e359877e02981ca510c5fe1');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','e2005bf53769093b5f75edff100d29edf0ebb4563f504d33716af08c16e1f335');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','d65d46e1fd52918d1fede5f31bfa63aed762c20e47378fba3772e4a2e593714c');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','f8bc82369c5ba76818c085d2a45bdc98f3817a1695f977745a9ebf0107d3e20d');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','3a2395dad1eea0a53b52a40b2fd9c7aefb83221c404a739b974a3d98fef2bea7');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}','858d058a5cc4fa653ee0c6abdeecefaa74db4f68c63597019f7db4d83717b3ff');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"held","machine":"payment","source":"captured","target":"disputed","trigger":"dispute"},"seq":8}','79115bf18e902b1bbbab77802d54807ae5e237d44e75842030fbd0943f6416f6');
INSERT INTO "tilaus_events" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',9,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"held","machine":"order","source":"processing","target":"on_hold","trigger":"dispute"},"seq":9}','2cbe9241603e19b2c8ff62244840e1b526644c504a9e0593c6ae10cdf72f28e4');
INSERT INTO "tilaus_events" VALUES('d36787443064e9171fe8f6df70463d2d',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"d36787443064e9171fe8f6df70463d2d","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50007,"payments":[{"amount_minor":334,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":34,"id":"1","method":"google_pay","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"20b8d490de675140698b51d8883fc9cb"}},"seq":1}','ba68cdb2a3122ff891d3a6f34c5bc3d4d09bf884126b69afab5b18603508ff12');
INSERT INTO "tilaus_events" VALUES('d36787443064e9171fe8f6df70463d2d',2,'{"at":"2026-01-05T09:09:20.123456+00:00","by":{"role":"system"},"event":{"event":"MessageParked","parked":{"about":"1","at":"2026-01-05T09:09:20.123456+00:00","id":"2","machine":"order","what":"create_payment","why":{"personal":2097152}}},"seq":2}','ae282fff89e006817b467d945c25c5bf92d32686de3f470856864a9bcf297bc5');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',1,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"9076cb6e8739d2d0730c02361a8b036c","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"X posts","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50008,"payments":[{"amount_minor":655,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"47bf8d28ae23c6a5e2f0a85af2b63d63"}},"seq":1}','afff61787858161b04eb89db4973a52306cd71e956058a08e9d0cda13fcc7f32');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',2,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_e227010bc22a9bb5","payment":"1","reference":"pay_e227010bc22a9bb5"},"seq":2}','398346c8f3f73ea9f438f4d8d701d49ee3dd47f8f1d3c04f4c81f200b68288f9');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',3,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','07d8507b4d8f4188a37848e921affd35f6ce86e39435529456f0fda44959ebff');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',4,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','75497f4d2ae96e6c58e3a3fc14a78ed17b260e38c3b049ae72a85be1aefa3259');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',5,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','86ddd52891b3f76090ed3f3e2f0da93590d87af8499110e166c93ee8864a3245');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',6,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','b934b98eceeb0f2593022e654b16278cd76fb1ca051da98207175a2039bfc82b');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',7,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}','afa8b68b9d263bbaf0abc095173736784009f99c52bdd01bda7d37e8dbf8ef02');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',8,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}','0be47f82e06b6443b274dbb22ddd75178cf08e0d9407fa4a3bf6a60f9df24cf8');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',9,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}','0626f85ea8bd2bc8d79fc90f0d7449d429d888a02f7d7460e12b6bb44fd5efc8');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',10,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":10485760},"source":"processing","target":"cancelled","trigger":"fail"},"seq":10}','83af943a94cd90dd73d7ae344dba1a26312536aede6eed1f67d2c4f65b924e23');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',11,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T09:10:00.123456+00:00","until":"2026-01-12T09:10:00.123456+00:00"}},"seq":11}','e8011316af20bccd255ab14e1a7b24fdfd34c6ddaf2bbb1e3f16eb9fe57038f3');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',12,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"2"},"seq":12}','b8196099beaec86d5d271cceb0381e3be0e39bc7ba528b94055ecf0b4e0900b8');
INSERT INTO "tilaus_events" VALUES('9076cb6e8739d2d0730c02361a8b036c',13,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":13}','a51f2a89d6b685c2da64ad1d1d4e161342662f5d44a288e972cde3e82b782308');
INSERT INTO "tilaus_events" VALUES('64ee77680400f662e87a2cb800aaac55',1,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"64ee77680400f662e87a2cb800aaac55","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50009,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"25bf1c6a39cd31552166fc50aa73dfd5"}},"seq":1}','4cfa8f74c7b185f8a5a75e11c4766353d70aaea44003c988989bbb17acc7451e');
INSERT INTO "tilaus_events" VALUES('64ee77680400f662e87a2cb800aaac55',2,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_95d93b8caf2c11aa","payment":"1","reference":"pay_95d93b8caf2c11aa"},"seq":2}','76b27e619c8fda20d20bc1a4be45f856631e7870f31539ef5ce66be7df4a9103');
INSERT INTO "tilaus_events" VALUES('64ee77680400f662e87a2cb800aaac55',3,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','a586eca84de4649d03505c58f5a567e0a6e7166a202057632c43521e82a0796c');
INSERT INTO "tilaus_events" VALUES('64ee77680400f662e87a2cb800aaac55',4,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','b1c005a6dfa6588c148dcb9d1dca89af60e8d817dc1b6c77f5e73c8804c1e5d8');
INSERT INTO "tilaus_events" VALUES('64ee77680400f662e87a2cb800aaac55',5,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','92c37c9dc86cc710d5a8aba1eb3e422b6b7d9b6440bd196e3c4f07d88a1655fa');
INSERT INTO "tilaus_events" VALUES('64ee77680400f662e87a2cb800aaac55',6,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','82421a7c4c7ab6ce2e291eb34436902706a6449a3f7c4c723b67884634e11be1');
INSERT INTO "tilaus_events" VALUES('64ee77680400f662e87a2cb800aaac55',7,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}','7dc86a85d8c2ddf769c16f9c454fb8631f923f29f98dd0ed1490793d46d71675');
INSERT INTO "tilaus_events" VALUES('4e216127425462ed2f975e9c1e08fedd',1,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"4e216127425462ed2f975e9c1e08fedd","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50010,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"e359bf88908f41894484b4ec7989e0b2"}},"seq":1}','1216e8239d73486ac153f2ac759d170fa0f4696cc54d621ca7bd25a7829381c6');
INSERT INTO "tilaus_events" VALUES('4e216127425462ed2f975e9c1e08fedd',2,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_91453a97012fc670","payment":"1","reference":"pay_91453a97012fc670"},"seq":2}','a83e9cc5b97ad5fe1078507963a4dbef56e0fd84f4d92e71c50160bf05dfbd84');
INSERT INTO "tilaus_events" VALUES('4e216127425462ed2f975e9c1e08fedd',3,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','4861070461ede7ed64fa55cc5ff41c8e26891adab01263491da2a793cf54c276');
INSERT INTO "tilaus_events" VALUES('4e216127425462ed2f975e9c1e08fedd',4,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','82cf1d4926a49e1d7676af747680ff072fce1b76b731941639aa05c36b4bd8a6');
INSERT INTO "tilaus_events" VALUES('4e216127425462ed2f975e9c1e08fedd',5,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','313c3adc7bf1879102d5565e181c36fe2c6ab37e2baabcc5107f7379a0e29897');
INSERT INTO "tilaus_events" VALUES('4e216127425462ed2f975e9c1e08fedd',6,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"item","source":"pending","target":"on_hold","trigger":"wait"},"seq":6}','a980d60dde3c04f85869c236a51ba55be2de93fcf640aea37312e72ef6c40202');
INSERT INTO "tilaus_events" VALUES('10291984628f9a474388bf4f80bc4350',1,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"10291984628f9a474388bf4f80bc4350","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50011,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"34bad2ef2cfef1e18b061273eb458bc0"}},"seq":1}','7b44ed08dbf8acdd15b50cacb6ea42faad4a49b441c737a98a41a02acc663c2d');
INSERT INTO "tilaus_events" VALUES('10291984628f9a474388bf4f80bc4350',2,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_86d6319eb8026348","payment":"1","reference":"pay_86d6319eb8026348"},"seq":2}','08242754a6fee95ada221c4b525179286892a4439d9eb247470f8b99d798abb4');
INSERT INTO "tilaus_events" VALUES('10291984628f9a474388bf4f80bc4350',3,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','dca92aed2bc20eb23cf8e634e84ebff35133077603ee899682309260c6f2dfc9');
INSERT INTO "tilaus_events" VALUES('10291984628f9a474388bf4f80bc4350',4,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','94d90b0a39ca7e7bf5042b5fd8cea33add3ae692839926a4ddfcfc62389c09d1');
INSERT INTO "tilaus_events" VALUES('10291984628f9a474388bf4f80bc4350',5,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','9255061b7821bcb4c3276f4840a046a7dcd2d7e2b7274c468afd7ecca067cd99');
INSERT INTO "tilaus_events" VALUES('10291984628f9a474388bf4f80bc4350',6,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"item","source":"pending","target":"on_hold","trigger":"wait"},"seq":6}','840b979c07b8f377a269a269b3d7c6fa6c694fdab928fe33f6aeb3b22a81e65b');
INSERT INTO "tilaus_events" VALUES('64ee77680400f662e87a2cb800aaac55',8,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":25,"event":"Progressed","item":"1"},"seq":8}','188221afd40edd3885e33fc487182b997ad8d8d800fc67cfa530712b2234d9b3');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"e4505fea4964d66346b4138c4ff7996b","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50012,"payments":[{"amount_minor":100,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-05T11:10:00.123456+00:00","fee_minor":0,"id":"1","method":"wallet","provider":"wallet"},{"amount_minor":231,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":31,"id":"2","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"7225da4c426003e79829c791bc791207"}},"seq":1}','5738b906b0cbf136191961a450eb668e0889c895335c6aedeebff2ec7870d2de');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","payment":"1","reference":"e4505fea4964d66346b4138c4ff7996b/wallet/1/spend"},"seq":2}','bf85ea3c5074b92c67fcffdc354379b6ade7dcc91d13a7215906440175d56b71');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',3,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','b90ebbf9a9feb329ec20ff38e2d3f906bf8082200b3c5c25fe6c650196c6c647');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',4,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":100,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','717a161c63756dc45b7f221d340acc53ee1473355877f900ca09592a102b0090');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',5,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_dbb43775018b12de","payment":"2","reference":"pay_dbb43775018b12de"},"seq":5}','1371f5373db80e889f16c8e08605d26df43d22347e12c356e8b417c54f901522');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',6,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"2","event":"Moved","kind":"waiting","machine":"payment","source":"created","target":"authorised","trigger":"authorise"},"seq":6}','e783c8c26f99680504472c1d89662a82aaa4fb425a5e8f0d7e957e10ff3b9cec');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',7,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"payment","source":"authorised","target":"captured","trigger":"capture"},"seq":7}','5c84796ee8c468dddd0be5f33d05f093c522bdd14a31ac8e683528f693ca52b1');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',8,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":231,"event":"Captured","is_applied":true,"payment":"2"},"seq":8}','a3250e56ef843bc41f54271a98409f1c506b1e9c527a6dad969dd20ee0a4ef68');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',9,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":9}','9f38fe000b8e5694658944513978c5c60df83e554e47732454572eb949914238');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',10,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":10}','c90450c746cfe23fb8b7e11aee8f60a3c13b128defe1506706f989cdcc0a5b24');
INSERT INTO "tilaus_events" VALUES('e4505fea4964d66346b4138c4ff7996b',11,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":11}','046f93dbf22a3458fd00bcc9c110c859df636b7dc354cc12856931470b67d7be');
INSERT INTO "tilaus_events" VALUES('714cc6c0d0d58e2254165078fd1b0f0a',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-12T10:10:00.123456+00:00","id":"714cc6c0d0d58e2254165078fd1b0f0a","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50013,"payments":[{"amount_minor":300,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-12T10:10:00.123456+00:00","fee_minor":0,"id":"1","method":"bank_transfer","provider":"banktransfer"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"1b9e67788e1fccdf721d199a592f512d"}},"seq":1}','73414ca81a381444dd83c1883c9dda569a81a13e275a4129a856626de00c6677');
INSERT INTO "tilaus_events" VALUES('714cc6c0d0d58e2254165078fd1b0f0a',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","payment":"1","reference":"50013"},"seq":2}','915160a6d8f9852d451e2ff2e483ccc3979c6f13be62abd1949fbdfdee323b0d');
INSERT INTO "tilaus_events" VALUES('e95d8f5d090eb9411ef2110585f87e8a',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"e95d8f5d090eb9411ef2110585f87e8a","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50014,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"135ed822d03842ee094359744802e8fa"}},"seq":1}','af6b20cf653cbcabe52478213e721012badc941ea2fc56cd2ac550779d0c5edd');
INSERT INTO "tilaus_events" VALUES('e95d8f5d090eb9411ef2110585f87e8a',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_019c76ef0eb40845","payment":"1","reference":"pay_019c76ef0eb40845"},"seq":2}','465553aab89cd795088e48cf137800b6dd943f8346b2a0fb4c02a6a9cfab5979');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"4d46e57991e20918d927b6e142f777e4","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50015,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"4dcb2efcaaf3247cbab3054678694bfe"}},"seq":1}','6f0df18776fc3a9931cd0e1c79fc24bd39bcee9c0bb825437df3401b0ad82600');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_0764f34def279e5e","payment":"1","reference":"pay_0764f34def279e5e"},"seq":2}','78c2e8f5a748c0dc05793528ab58e6e868d2684053ff502066cc28b33af14e7f');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',3,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"payment","source":"created","target":"authorised","trigger":"authorise"},"seq":3}','a92d5beffc2273f9cd20edd587bec5b9469963c03fdcb4d4241a822691278070');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',4,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"authorised","target":"captured","trigger":"capture"},"seq":4}','ab3dce10c1de2b5b8f4cc3b8d24f4431ca21d06c7c321f0a595fe8bdecbf33cb');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',5,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":334,"event":"Captured","is_applied":true,"payment":"1"},"seq":5}','ad77a68ed06434aab304207d163030af7e32412284aa7371bb4e8c068608919c');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',6,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":6}','ad4d224ebb957a3be84431eae43122a5e534e02faf8639d8ac9d5aeae94aa422');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',7,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":7}','c36b0f921d0580170116b1d0cab55a5df8b28771b30535f88d1af215709ec58b');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',8,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}','ccba9da0c168fe038dae5e08fbb56f5b8c5f416eecaa5441990afa53781c75ca');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',9,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":9437184},"source":"processing","target":"cancelled","trigger":"fail"},"seq":9}','fd4ab1d412b8c90a9aba1957c13524a81aec9c6b7d5d81be0724c9cde3a7af8d');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',10,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T10:10:00.123456+00:00","until":"2026-01-12T10:10:00.123456+00:00"}},"seq":10}','2a343c9a5f2563301d92c075d4d444a3d4fb6685add3b494a0fe6c7f659a122c');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',11,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"choice":"original","event":"Answered","item":"1"},"seq":11}','eee836b9e033f5fce7e014b6919b730913564ba6dacbacab5672871c99804386');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',12,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":334,"available_at":"2026-01-12T10:10:00.123456+00:00","base_minor":300,"covers":[{"id":"1","kind":"item","minor":300,"units":100}],"fee_returned_minor":34,"id":"1","payment":"1","reason":{"personal":12582912},"requested_at":"2026-01-05T10:10:00.123456+00:00","to":"original"}},"seq":12}','7ed6805055dea07ddbb83612a3e0d3d0204e660b2d2957b261665984e4eeb92d');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',13,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"RefundNamed","reference":"ref_f019b0684b30fb18","refund":"1"},"seq":13}','d3a057e0796d1ed421d62f8b64fd6ef64c055d960516240603d368240d44a4f6');
INSERT INTO "tilaus_events" VALUES('4d46e57991e20918d927b6e142f777e4',14,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"active","machine":"refund","source":"requested","target":"submitted","trigger":"submit"},"seq":14}','a7f4acfad5bbf432a0640a5cb7983d710d01ebf67fa1bb6ed32c954b45c4a70b');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"dcf1cd6f5c4150001f5bee2391a6d2dc","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"Instagram likes","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50016,"payments":[{"amount_minor":655,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"0c683a9e96417763062aac39a414747e"}},"seq":1}','7f00dc390e9bf80cddb8c95fe5f2712025a21f85d7bc211766d52f99aca33e68');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_9fc410b8bf7684f5","payment":"1","reference":"pay_9fc410b8bf7684f5"},"seq":2}','38ae10021be59e584467f2ae2da44ba57d7c2a366469f0c7f1aa1393fcb933ad');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',3,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','dcb011555ba92f69336fd810a9db118521c5f0bb396690d1fabfca00ef65397b');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',4,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','78029ea544e8ade9c4378c332c3d77c10b3bdb9371218c63fa0ea005065d57c5');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',5,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','50144352664210e427001297f96c58f4093f1a53e1c81b5028e388b6c58fa4d5');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',6,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','a8b0d8a75b76a931b5b4c2cd08ecf36097c977eae803e1cee9c3980dc6e08b69');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',7,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}','ecb480d3a8b6356ec3193e2f4fc527750f9f7fb06f2a05528bd33200670d4e0c');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',8,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}','9845b244679e5cd7e412d9fc234824eaee29365dd2b3abbcc5abc072b9279014');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',9,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}','705e58d62747a81cccab35bc49022b77d1b69805663f0212a35cfcdfbeba959c');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',10,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":10}','aca7afa20c97635ffe51638c486ec7046fb1a8e08fd7b61435fba2967467dd18');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',11,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":11}','b0a35d29d68a8840f7078297933bf1ae2f64fec3580b27d03ea3903711227bc3');
INSERT INTO "tilaus_events" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',12,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":120,"available_at":"2026-01-05T10:10:00.123456+00:00","base_minor":120,"covers":[{"id":"1","kind":"item","minor":120,"units":40}],"fee_kept_minor":11,"id":"1","payment":"1","requested_at":"2026-01-05T10:10:00.123456+00:00","to":"original"}},"seq":12}','d1afe0dd69285fdf8eb76e2e7f480fb156c7d40e716ea3a816acbc149fb340bd');
INSERT INTO "tilaus_events" VALUES('d80a0b95e88f3878e6e3b26767138378',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"d80a0b95e88f3878e6e3b26767138378","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50017,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"google_pay","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"9be3cdb55870f2a6514629afc8f4cef9"}},"seq":1}','6748fbf168be904f51cda03881c971054c41fad34804c8239b93097a67591e67');
INSERT INTO "tilaus_events" VALUES('412da1463cccf922b3f821e448bb7beb',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"412da1463cccf922b3f821e448bb7beb","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50018,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"4e5e8ac8f3e984abf27ec50a9ec27c12"}},"seq":1}','7399a80d6f75804f836dd73d9f8e78219d05c1b2dcbf2fef019f08bfa486658b');
INSERT INTO "tilaus_events" VALUES('bba49da2ccd590cc4193703057ec61b0',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"bba49da2ccd590cc4193703057ec61b0","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50019,"payments":[{"amount_minor":345,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"abf763aa8a32ba42f338ee767904b787"}},"seq":1}','8e82d805fb201859ff282405cda63aa0020cfddc4ee88cecf45be85828b8c707');
INSERT INTO "tilaus_events" VALUES('ec6476a0813f2cc97dceb1a20729497e',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"ec6476a0813f2cc97dceb1a20729497e","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"Facebook followers","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50020,"payments":[{"amount_minor":655,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"ba102574788ea09e64ab0a16a3e5ba22"}},"seq":1}','f821aab4cf51849ca3fe072a1f485b7a26fbe46fcedf9c9c0f26c6ab6d22292c');
INSERT INTO "tilaus_events" VALUES('ec6476a0813f2cc97dceb1a20729497e',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_1af35c548f346304","payment":"1","reference":"pay_1af35c548f346304"},"seq":2}','4a073090ba6635758dbf07b3cdeb12be37e5f57e5cf329ef8062fa7a9e2c5881');
INSERT INTO "tilaus_events" VALUES('ec6476a0813f2cc97dceb1a20729497e',3,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','80337989af22e6bfa6e743134a86a4214fbc74da1e6c6f145277120f9b1f5ec7');
INSERT INTO "tilaus_events" VALUES('ec6476a0813f2cc97dceb1a20729497e',4,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','c324558a7dc9acc1548eac1da1f1995a700b0a9a65c1b21541f060f84cf8161a');
INSERT INTO "tilaus_events" VALUES('ec6476a0813f2cc97dceb1a20729497e',5,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','f1663f70e093ab89c099466767a8cfee0bab03b9863cb5d98cfb132fa2abb81b');
INSERT INTO "tilaus_events" VALUES('ec6476a0813f2cc97dceb1a20729497e',6,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','421d6cfe860fcdc1ed1af63fdc261a67763af15e82e2e122ce6487cdaa95e790');
INSERT INTO "tilaus_events" VALUES('ec6476a0813f2cc97dceb1a20729497e',7,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}','57ee1b92377ffacb8bb3375d3f2492a083d243340ec234940161943e13d7d2d0');
INSERT INTO "tilaus_events" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"baa3af5c0df9c6e788f6ab14ade8e09f","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"YouTube views","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/ee6ccaadf1e469d2","number":50021,"payments":[{"amount_minor":642,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":42,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"c830e8e3a50843865d65cf7a442d5274"}},"seq":1}','65939601a081dd1285885c8f5db1e41f4bdd5cccac19cdb6a587d43051edc9cc');
CREATE TABLE tilaus_inbox (
    source   TEXT NOT NULL,
    id       TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES tilaus_orders,
    answer   TEXT NOT NULL,
    PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','125c0dc0f41ae1c74bcb2fce80343d64/1','125c0dc0f41ae1c74bcb2fce80343d64','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','125c0dc0f41ae1c74bcb2fce80343d64/2','125c0dc0f41ae1c74bcb2fce80343d64','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','3fa9239e821bf1ba8154c34444a10e12/1','3fa9239e821bf1ba8154c34444a10e12','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','3fa9239e821bf1ba8154c34444a10e12/2','3fa9239e821bf1ba8154c34444a10e12','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','3fa9239e821bf1ba8154c34444a10e12/3','3fa9239e821bf1ba8154c34444a10e12','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','3fa9239e821bf1ba8154c34444a10e12/4','3fa9239e821bf1ba8154c34444a10e12','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','4d46e57991e20918d927b6e142f777e4/1','4d46e57991e20918d927b6e142f777e4','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','4d46e57991e20918d927b6e142f777e4/2','4d46e57991e20918d927b6e142f777e4','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','64ee77680400f662e87a2cb800aaac55/1','64ee77680400f662e87a2cb800aaac55','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','64ee77680400f662e87a2cb800aaac55/2','64ee77680400f662e87a2cb800aaac55','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','89bb425f656cf6c4ad6a1e8e3913f0ae/1','89bb425f656cf6c4ad6a1e8e3913f0ae','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','89bb425f656cf6c4ad6a1e8e3913f0ae/2','89bb425f656cf6c4ad6a1e8e3913f0ae','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','9076cb6e8739d2d0730c02361a8b036c/1','9076cb6e8739d2d0730c02361a8b036c','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','9076cb6e8739d2d0730c02361a8b036c/2','9076cb6e8739d2d0730c02361a8b036c','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','9076cb6e8739d2d0730c02361a8b036c/3','9076cb6e8739d2d0730c02361a8b036c','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','9076cb6e8739d2d0730c02361a8b036c/4','9076cb6e8739d2d0730c02361a8b036c','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','9acbcb8da70e7aa1895f4d3060d46e24/1','9acbcb8da70e7aa1895f4d3060d46e24','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','dcf1cd6f5c4150001f5bee2391a6d2dc/1','dcf1cd6f5c4150001f5bee2391a6d2dc','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','dcf1cd6f5c4150001f5bee2391a6d2dc/2','dcf1cd6f5c4150001f5bee2391a6d2dc','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','dcf1cd6f5c4150001f5bee2391a6d2dc/3','dcf1cd6f5c4150001f5bee2391a6d2dc','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-delivery','e4505fea4964d66346b4138c4ff7996b/1','e4505fea4964d66346b4138c4ff7996b','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','10291984628f9a474388bf4f80bc4350/1','10291984628f9a474388bf4f80bc4350','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','125c0dc0f41ae1c74bcb2fce80343d64/1','125c0dc0f41ae1c74bcb2fce80343d64','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','125c0dc0f41ae1c74bcb2fce80343d64/2','125c0dc0f41ae1c74bcb2fce80343d64','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','3fa9239e821bf1ba8154c34444a10e12/1','3fa9239e821bf1ba8154c34444a10e12','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','4d46e57991e20918d927b6e142f777e4/1','4d46e57991e20918d927b6e142f777e4','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','4d46e57991e20918d927b6e142f777e4/2','4d46e57991e20918d927b6e142f777e4','duplicate');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','4e216127425462ed2f975e9c1e08fedd/1','4e216127425462ed2f975e9c1e08fedd','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','64ee77680400f662e87a2cb800aaac55/1','64ee77680400f662e87a2cb800aaac55','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','7d1fffce048bdc6d8b2ad244d20ef83f/1','7d1fffce048bdc6d8b2ad244d20ef83f','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','89bb425f656cf6c4ad6a1e8e3913f0ae/1','89bb425f656cf6c4ad6a1e8e3913f0ae','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','9076cb6e8739d2d0730c02361a8b036c/1','9076cb6e8739d2d0730c02361a8b036c','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','9acbcb8da70e7aa1895f4d3060d46e24/1','9acbcb8da70e7aa1895f4d3060d46e24','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','9acbcb8da70e7aa1895f4d3060d46e24/2','9acbcb8da70e7aa1895f4d3060d46e24','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','dcf1cd6f5c4150001f5bee2391a6d2dc/1','dcf1cd6f5c4150001f5bee2391a6d2dc','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','e4505fea4964d66346b4138c4ff7996b/1','e4505fea4964d66346b4138c4ff7996b','done');
INSERT INTO "tilaus_inbox" VALUES('sandbox-payments','e4505fea4964d66346b4138c4ff7996b/2','e4505fea4964d66346b4138c4ff7996b','duplicate');
CREATE TABLE tilaus_instances (
    instance TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL,
    item     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_instances" VALUES('0d7f62dae70dae4b4f2ff9fd8e5137b8','e4505fea4964d66346b4138c4ff7996b','1');
INSERT INTO "tilaus_instances" VALUES('31ab5beea8f876663755b07f6cb99a34','ec6476a0813f2cc97dceb1a20729497e','1');
INSERT INTO "tilaus_instances" VALUES('5fa731b18794691ccb3ab73b1c6e83f0','dcf1cd6f5c4150001f5bee2391a6d2dc','2');
INSERT INTO "tilaus_instances" VALUES('65fc2fb3313c53e99d1ef61b4043e12d','ec6476a0813f2cc97dceb1a20729497e','2');
INSERT INTO "tilaus_instances" VALUES('a1ca2cc0e3e5ea1d1812dc3363d235b4','64ee77680400f662e87a2cb800aaac55','1');
INSERT INTO "tilaus_instances" VALUES('b7a9b5e302bb6fd7c3c729571c13bb51','9acbcb8da70e7aa1895f4d3060d46e24','1');
CREATE TABLE tilaus_items (
    order_id       TEXT    NOT NULL REFERENCES tilaus_orders,
    id             TEXT    NOT NULL,
    position       INTEGER NOT NULL,
    service        TEXT    NOT NULL,
    instance       TEXT    NOT NULL, -- its fingerprint, or empty
    status         TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    quantity       INTEGER NOT NULL CHECK (quantity > 0),
    delivered      INTEGER NOT NULL CHECK (delivered BETWEEN 0 AND quantity),
    attempt        INTEGER NOT NULL CHECK (attempt >= 0),
    handed_over    INTEGER NOT NULL CHECK (handed_over IN (0, 1)),
    unit_minor     INTEGER NOT NULL CHECK (unit_minor >= 0),
    discount_minor INTEGER NOT NULL CHECK (discount_minor >= 0),
    tax_minor      INTEGER NOT NULL CHECK (tax_minor >= 0),
    total_minor    INTEGER NOT NULL
        CHECK (total_minor = unit_minor * quantity - discount_minor + tax_minor),
    question       TEXT,
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_items" VALUES('10291984628f9a474388bf4f80bc4350','1',0,'YouTube views','a1ca2cc0e3e5ea1d1812dc3363d235b4','on_hold','waiting',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('125c0dc0f41ae1c74bcb2fce80343d64','1',0,'Facebook followers','89dbd9abd700e20aad293ffbc5a3be8f','refunded','closed',100,0,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('3fa9239e821bf1ba8154c34444a10e12','1',0,'X posts','f0ea74b5783131c2ff9f378049426e74','completed','finished',100,100,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('3fa9239e821bf1ba8154c34444a10e12','2',1,'X posts','2b98ec22d3ae2c0c357610c6206dc836','completed','finished',100,100,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('412da1463cccf922b3f821e448bb7beb','1',0,'X posts','c28713f7c8fe25c027187e8fb750c2d5','pending','initial',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('4d46e57991e20918d927b6e142f777e4','1',0,'Facebook followers','3c512ff3a112ae7bea09351dcb31903a','cancelled','failed',100,0,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('4e216127425462ed2f975e9c1e08fedd','1',0,'YouTube views','a1ca2cc0e3e5ea1d1812dc3363d235b4','on_hold','waiting',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('51a952aa8c78db4d4cf0369a133f0a8d','1',0,'X posts','1c1c1855cd173fa59400e72a08521177','cancelled','failed',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('64ee77680400f662e87a2cb800aaac55','1',0,'YouTube views','a1ca2cc0e3e5ea1d1812dc3363d235b4','processing','active',100,25,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('714cc6c0d0d58e2254165078fd1b0f0a','1',0,'X posts','bb66091e64c5091f802b57333a9f22a5','pending','initial',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f','1',0,'X posts','e5a72ba15c412392df0ff46c0fbd274a','cancelled','failed',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae','1',0,'X posts','','completed','finished',100,100,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('9076cb6e8739d2d0730c02361a8b036c','1',0,'Facebook followers','f1a5d54bb5d9a48a72fc518d3966a73e','cancelled','failed',100,0,1,1,3,0,0,300,'{"asked_at":"2026-01-05T09:10:00.123456+00:00","until":"2026-01-12T09:10:00.123456+00:00"}');
INSERT INTO "tilaus_items" VALUES('9076cb6e8739d2d0730c02361a8b036c','2',1,'X posts','c0b9e2fd6dd79469cd0f09fb76f1e1a5','completed','finished',100,100,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('9acbcb8da70e7aa1895f4d3060d46e24','1',0,'Instagram likes','b7a9b5e302bb6fd7c3c729571c13bb51','processing','active',100,0,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f','1',0,'X posts','bfdaea17384373457cc46a2741cfe09d','pending','initial',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f','2',1,'YouTube views','a1ca2cc0e3e5ea1d1812dc3363d235b4','pending','initial',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('bba49da2ccd590cc4193703057ec61b0','1',0,'X posts','0dd4fd609d63a9e444c44345363041ec','pending','initial',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('d36787443064e9171fe8f6df70463d2d','1',0,'X posts','dbfca38c301a7d640e6e63fc5731e2aa','pending','initial',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('d80a0b95e88f3878e6e3b26767138378','1',0,'X posts','a9507c632dfcad25f7a98944f6966613','pending','initial',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc','1',0,'X posts','33348d5a14a1392fcdb7441ef0462e13','completed','finished',100,100,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc','2',1,'Instagram likes','5fa731b18794691ccb3ab73b1c6e83f0','processing','active',100,0,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('e4505fea4964d66346b4138c4ff7996b','1',0,'YouTube views','0d7f62dae70dae4b4f2ff9fd8e5137b8','processing','active',100,0,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('e95d8f5d090eb9411ef2110585f87e8a','1',0,'X posts','cbc2d6c8f87d27ec1ffee4a2f50710ce','pending','initial',100,0,0,0,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('ec6476a0813f2cc97dceb1a20729497e','1',0,'X posts','31ab5beea8f876663755b07f6cb99a34','pending','initial',100,0,1,1,3,0,0,300,NULL);
INSERT INTO "tilaus_items" VALUES('ec6476a0813f2cc97dceb1a20729497e','2',1,'Facebook followers','65fc2fb3313c53e99d1ef61b4043e12d','pending','initial',100,0,1,1,3,0,0,300,NULL);
CREATE TABLE tilaus_lines (
    entry    INTEGER NOT NULL REFERENCES tilaus_entries,
    position INTEGER NOT NULL,
    account  TEXT    NOT NULL,
    minor    INTEGER NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_lines" VALUES(1,0,'order:3fa9239e821bf1ba8154c34444a10e12',-655);
INSERT INTO "tilaus_lines" VALUES(1,1,'provider:sandbox',655);
INSERT INTO "tilaus_lines" VALUES(2,0,'order:125c0dc0f41ae1c74bcb2fce80343d64',-345);
INSERT INTO "tilaus_lines" VALUES(2,1,'provider:sandbox',345);
INSERT INTO "tilaus_lines" VALUES(3,0,'order:125c0dc0f41ae1c74bcb2fce80343d64',300);
INSERT INTO "tilaus_lines" VALUES(3,1,'provider:sandbox',-300);
INSERT INTO "tilaus_lines" VALUES(4,0,'order:89bb425f656cf6c4ad6a1e8e3913f0ae',-345);
INSERT INTO "tilaus_lines" VALUES(4,1,'provider:sandbox',345);
INSERT INTO "tilaus_lines" VALUES(5,0,'unapplied:7d1fffce048bdc6d8b2ad244d20ef83f',-345);
INSERT INTO "tilaus_lines" VALUES(5,1,'provider:sandbox',345);
INSERT INTO "tilaus_lines" VALUES(6,0,'order:9acbcb8da70e7aa1895f4d3060d46e24',-345);
INSERT INTO "tilaus_lines" VALUES(6,1,'provider:sandbox',345);
INSERT INTO "tilaus_lines" VALUES(7,0,'order:9076cb6e8739d2d0730c02361a8b036c',-655);
INSERT INTO "tilaus_lines" VALUES(7,1,'provider:sandbox',655);
INSERT INTO "tilaus_lines" VALUES(8,0,'order:64ee77680400f662e87a2cb800aaac55',-345);
INSERT INTO "tilaus_lines" VALUES(8,1,'provider:sandbox',345);
INSERT INTO "tilaus_lines" VALUES(9,0,'order:4e216127425462ed2f975e9c1e08fedd',-345);
INSERT INTO "tilaus_lines" VALUES(9,1,'provider:sandbox',345);
INSERT INTO "tilaus_lines" VALUES(10,0,'order:10291984628f9a474388bf4f80bc4350',-345);
INSERT INTO "tilaus_lines" VALUES(10,1,'provider:sandbox',345);
INSERT INTO "tilaus_lines" VALUES(11,0,'provider:top-up',120);
INSERT INTO "tilaus_lines" VALUES(11,1,'wallet:member-1',-120);
INSERT INTO "tilaus_lines" VALUES(12,0,'wallet:member-1',100);
INSERT INTO "tilaus_lines" VALUES(12,1,'provider:wallet',-100);
INSERT INTO "tilaus_lines" VALUES(13,0,'order:e4505fea4964d66346b4138c4ff7996b',-100);
INSERT INTO "tilaus_lines" VALUES(13,1,'provider:wallet',100);
INSERT INTO "tilaus_lines" VALUES(14,0,'order:e4505fea4964d66346b4138c4ff7996b',-231);
INSERT INTO "tilaus_lines" VALUES(14,1,'provider:sandbox',231);
INSERT INTO "tilaus_lines" VALUES(15,0,'order:4d46e57991e20918d927b6e142f777e4',-334);
INSERT INTO "tilaus_lines" VALUES(15,1,'provider:sandbox',334);
INSERT INTO "tilaus_lines" VALUES(16,0,'order:dcf1cd6f5c4150001f5bee2391a6d2dc',-655);
INSERT INTO "tilaus_lines" VALUES(16,1,'provider:sandbox',655);
INSERT INTO "tilaus_lines" VALUES(17,0,'order:ec6476a0813f2cc97dceb1a20729497e',-655);
INSERT INTO "tilaus_lines" VALUES(17,1,'provider:sandbox',655);
CREATE TABLE tilaus_marks (
    mark     TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES tilaus_orders,
    PRIMARY KEY (mark, order_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_marks" VALUES('004f6927d09ab4d60e5c1abe4ca6aa5f','baa3af5c0df9c6e788f6ab14ade8e09f');
INSERT INTO "tilaus_marks" VALUES('0e7fb5df01eaea54c814e3aa62adc50f','7d1fffce048bdc6d8b2ad244d20ef83f');
INSERT INTO "tilaus_marks" VALUES('0e9a8dadba366a885bc7287abada586a','125c0dc0f41ae1c74bcb2fce80343d64');
INSERT INTO "tilaus_marks" VALUES('0e9a8dadba366a885bc7287abada586a','412da1463cccf922b3f821e448bb7beb');
INSERT INTO "tilaus_marks" VALUES('0e9a8dadba366a885bc7287abada586a','4e216127425462ed2f975e9c1e08fedd');
INSERT INTO "tilaus_marks" VALUES('0e9a8dadba366a885bc7287abada586a','9076cb6e8739d2d0730c02361a8b036c');
INSERT INTO "tilaus_marks" VALUES('0e9a8dadba366a885bc7287abada586a','baa3af5c0df9c6e788f6ab14ade8e09f');
INSERT INTO "tilaus_marks" VALUES('0e9a8dadba366a885bc7287abada586a','bba49da2ccd590cc4193703057ec61b0');
INSERT INTO "tilaus_marks" VALUES('2b162cca8616e528e92d53bffc461c9b','e4505fea4964d66346b4138c4ff7996b');
INSERT INTO "tilaus_marks" VALUES('3232fd1490edaaa08480511bad8b862e','dcf1cd6f5c4150001f5bee2391a6d2dc');
INSERT INTO "tilaus_marks" VALUES('36dfe0104b4159018f7a13e6765878ce','ec6476a0813f2cc97dceb1a20729497e');
INSERT INTO "tilaus_marks" VALUES('4afe2fc3a4c69dbb7b8634232bfe6942','9076cb6e8739d2d0730c02361a8b036c');
INSERT INTO "tilaus_marks" VALUES('538af2e75c82718a0e83bc547fb15f89','89bb425f656cf6c4ad6a1e8e3913f0ae');
INSERT INTO "tilaus_marks" VALUES('59c8c4d7873f9e788947edaf4d484470','dcf1cd6f5c4150001f5bee2391a6d2dc');
INSERT INTO "tilaus_marks" VALUES('5c265d760954c3345595e0d1e8292c93','e95d8f5d090eb9411ef2110585f87e8a');
INSERT INTO "tilaus_marks" VALUES('6054aa7091ae00d4734de7d83f9c64c6','ec6476a0813f2cc97dceb1a20729497e');
INSERT INTO "tilaus_marks" VALUES('610aa1283fc09e72508397531cb3453b','d80a0b95e88f3878e6e3b26767138378');
INSERT INTO "tilaus_marks" VALUES('6abd066a92f3dc3b45e1b9fbc931ed33','bba49da2ccd590cc4193703057ec61b0');
INSERT INTO "tilaus_marks" VALUES('7a8dd71ec58a37c7a2264ee6809da674','3fa9239e821bf1ba8154c34444a10e12');
INSERT INTO "tilaus_marks" VALUES('81391419cf2ffa9de4e84f536b609c49','10291984628f9a474388bf4f80bc4350');
INSERT INTO "tilaus_marks" VALUES('81391419cf2ffa9de4e84f536b609c49','4e216127425462ed2f975e9c1e08fedd');
INSERT INTO "tilaus_marks" VALUES('81391419cf2ffa9de4e84f536b609c49','64ee77680400f662e87a2cb800aaac55');
INSERT INTO "tilaus_marks" VALUES('81391419cf2ffa9de4e84f536b609c49','baa3af5c0df9c6e788f6ab14ade8e09f');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','10291984628f9a474388bf4f80bc4350');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','3fa9239e821bf1ba8154c34444a10e12');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','4d46e57991e20918d927b6e142f777e4');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','51a952aa8c78db4d4cf0369a133f0a8d');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','64ee77680400f662e87a2cb800aaac55');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','714cc6c0d0d58e2254165078fd1b0f0a');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','7d1fffce048bdc6d8b2ad244d20ef83f');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','9acbcb8da70e7aa1895f4d3060d46e24');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','d36787443064e9171fe8f6df70463d2d');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','d80a0b95e88f3878e6e3b26767138378');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','dcf1cd6f5c4150001f5bee2391a6d2dc');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','e4505fea4964d66346b4138c4ff7996b');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','e95d8f5d090eb9411ef2110585f87e8a');
INSERT INTO "tilaus_marks" VALUES('92c66cbc675ef108a79d6954adc8881e','ec6476a0813f2cc97dceb1a20729497e');
INSERT INTO "tilaus_marks" VALUES('93d1ce9c1937680bd0a5069c892e438b','d36787443064e9171fe8f6df70463d2d');
INSERT INTO "tilaus_marks" VALUES('9b591adf767e87799f1652fbf287af44','4d46e57991e20918d927b6e142f777e4');
INSERT INTO "tilaus_marks" VALUES('cdd37f1aa1c2d2aea95c538cfa690b21','9076cb6e8739d2d0730c02361a8b036c');
INSERT INTO "tilaus_marks" VALUES('cdff1c6d819879cb9d012125827b89bc','125c0dc0f41ae1c74bcb2fce80343d64');
INSERT INTO "tilaus_marks" VALUES('db38dbb27caa906cf49e60ac67eee4b1','3fa9239e821bf1ba8154c34444a10e12');
INSERT INTO "tilaus_marks" VALUES('e416cfbf6843ce4170dcedb4679a1ec0','9acbcb8da70e7aa1895f4d3060d46e24');
INSERT INTO "tilaus_marks" VALUES('e96ab223c5203d3513e658442f43ec19','412da1463cccf922b3f821e448bb7beb');
INSERT INTO "tilaus_marks" VALUES('ea0959b3f6747057534b3102f0b769cd','714cc6c0d0d58e2254165078fd1b0f0a');
INSERT INTO "tilaus_marks" VALUES('fa9221b02a606f954703cf68bcb0aed6','51a952aa8c78db4d4cf0369a133f0a8d');
CREATE TABLE tilaus_migrations (
    number     INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    checksum   TEXT NOT NULL,
    applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
INSERT INTO "tilaus_migrations" VALUES(1,'0001_orders_journal_books.sql','f7e441c8c567729b9f580d2f8b653229816d8467e622996e6a2a6b19066ab042','2026-11-23 19:24:22');
CREATE TABLE tilaus_orders (
    id            TEXT    NOT NULL PRIMARY KEY,
    number        INTEGER NOT NULL UNIQUE CHECK (number > 0),
    version       INTEGER NOT NULL CHECK (version > 0),
    status        TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    held_from     TEXT    NOT NULL,
    held_by       TEXT    NOT NULL,
    currency      TEXT    NOT NULL,
    exponent      INTEGER NOT NULL CHECK (exponent BETWEEN 0 AND 4),
    customer_id   TEXT    NOT NULL,
    language      TEXT    NOT NULL,
    token         TEXT    NOT NULL,
    lifecycle     TEXT    NOT NULL,
    is_erased     INTEGER NOT NULL CHECK (is_erased IN (0, 1)),
    placed_at     TEXT    NOT NULL CHECK (placed_at LIKE '____-__-__T__:__:__.______+00:00'),
    expires_at    TEXT    NOT NULL CHECK (expires_at LIKE '____-__-__T__:__:__.______+00:00'),
    -- The next deadline, and the first effect of the lane that has not ended, with the time when
    -- it may be tried; a dead one has no such time, and so it blocks its lane.
    wake_at       TEXT             CHECK (wake_at LIKE '____-__-__T__:__:__.______+00:00'),
    head          INTEGER,
    due_at        TEXT,
    -- Seconds since 1970 by the lease clock, 0 where nobody has the lane; and the fence.
    lease_until   REAL    NOT NULL DEFAULT 0,
    lane_token    INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "tilaus_orders" VALUES('3fa9239e821bf1ba8154c34444a10e12',50001,14,'completed','finished','','','EUR',2,'member-1','fi','a19794809d43327665d9a61bbce452a7','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,6);
INSERT INTO "tilaus_orders" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',50002,15,'refunded','closed','','','EUR',2,'','en','571e4bc176bb13a66cc1390c09a3f774','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,10);
INSERT INTO "tilaus_orders" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',50003,11,'completed','finished','','','EUR',2,'','en','','shipped/1/ee6ccaadf1e469d2',1,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,5);
INSERT INTO "tilaus_orders" VALUES('51a952aa8c78db4d4cf0369a133f0a8d',50004,5,'cancelled','failed','','','EUR',2,'member-1','fi','f217e7d00a1fe1548759a56952c4da87','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,4);
INSERT INTO "tilaus_orders" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',50005,8,'cancelled','failed','','','EUR',2,'member-1','fi','f2d44ff4cd6c61629bcb9d0a025ab5da','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,5);
INSERT INTO "tilaus_orders" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',50006,9,'on_hold','held','processing','dispute','EUR',2,'member-1','fi','2a8c9b2938f4346119fee6105b99ad3f','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,6);
INSERT INTO "tilaus_orders" VALUES('d36787443064e9171fe8f6df70463d2d',50007,2,'pending','initial','','','EUR',2,'member-1','fi','20b8d490de675140698b51d8883fc9cb','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,0.0,17);
INSERT INTO "tilaus_orders" VALUES('9076cb6e8739d2d0730c02361a8b036c',50008,13,'processing','active','','','EUR',2,'','en','47bf8d28ae23c6a5e2f0a85af2b63d63','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00','2026-01-12T09:10:00.123456+00:00',NULL,NULL,0.0,7);
INSERT INTO "tilaus_orders" VALUES('64ee77680400f662e87a2cb800aaac55',50009,8,'processing','active','','','EUR',2,'member-1','fi','25bf1c6a39cd31552166fc50aa73dfd5','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',NULL,NULL,NULL,0.0,4);
INSERT INTO "tilaus_orders" VALUES('4e216127425462ed2f975e9c1e08fedd',50010,6,'processing','active','','','EUR',2,'','en','e359bf88908f41894484b4ec7989e0b2','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',NULL,NULL,NULL,0.0,4);
INSERT INTO "tilaus_orders" VALUES('10291984628f9a474388bf4f80bc4350',50011,6,'processing','active','','','EUR',2,'member-1','fi','34bad2ef2cfef1e18b061273eb458bc0','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',NULL,NULL,NULL,0.0,4);
INSERT INTO "tilaus_orders" VALUES('e4505fea4964d66346b4138c4ff7996b',50012,11,'processing','active','','','EUR',2,'member-1','fi','7225da4c426003e79829c791bc791207','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,NULL,NULL,0.0,6);
INSERT INTO "tilaus_orders" VALUES('714cc6c0d0d58e2254165078fd1b0f0a',50013,2,'pending','initial','','','EUR',2,'member-1','fi','1b9e67788e1fccdf721d199a592f512d','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-12T10:10:00.123456+00:00','2026-01-12T10:10:00.123456+00:00',NULL,NULL,0.0,2);
INSERT INTO "tilaus_orders" VALUES('e95d8f5d090eb9411ef2110585f87e8a',50014,2,'pending','initial','','','EUR',2,'member-1','fi','135ed822d03842ee094359744802e8fa','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,NULL,0.0,2);
INSERT INTO "tilaus_orders" VALUES('4d46e57991e20918d927b6e142f777e4',50015,14,'processing','active','','','EUR',2,'member-1','fi','4dcb2efcaaf3247cbab3054678694bfe','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,NULL,NULL,0.0,9);
INSERT INTO "tilaus_orders" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',50016,12,'processing','active','','','EUR',2,'member-1','fi','0c683a9e96417763062aac39a414747e','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,83,'2026-01-05T10:10:00.821456+00:00',0.0,7);
INSERT INTO "tilaus_orders" VALUES('d80a0b95e88f3878e6e3b26767138378',50017,1,'pending','initial','','','EUR',2,'member-1','fi','9be3cdb55870f2a6514629afc8f4cef9','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',86,'2026-01-05T10:10:01.055956+00:00',0.0,2);
INSERT INTO "tilaus_orders" VALUES('412da1463cccf922b3f821e448bb7beb',50018,1,'pending','initial','','','EUR',2,'','en','4e5e8ac8f3e984abf27ec50a9ec27c12','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',87,'2026-01-05T10:10:00.123456+00:00',1.76760786012345600132e+09,1);
INSERT INTO "tilaus_orders" VALUES('bba49da2ccd590cc4193703057ec61b0',50019,1,'pending','initial','','','EUR',2,'','en','abf763aa8a32ba42f338ee767904b787','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',89,'2026-01-05T10:10:00.123456+00:00',1.76760786012345600132e+09,1);
INSERT INTO "tilaus_orders" VALUES('ec6476a0813f2cc97dceb1a20729497e',50020,7,'processing','active','','','EUR',2,'member-1','fi','ba102574788ea09e64ab0a16a3e5ba22','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,93,'2026-01-05T10:10:00.123456+00:00',0.0,2);
INSERT INTO "tilaus_orders" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f',50021,1,'pending','initial','','','EUR',2,'','en','c830e8e3a50843865d65cf7a442d5274','shipped/1/ee6ccaadf1e469d2',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',96,'2026-01-05T10:10:00.123456+00:00',0.0,0);
CREATE TABLE tilaus_parked (
    order_id TEXT    NOT NULL REFERENCES tilaus_orders,
    id       TEXT    NOT NULL,
    position INTEGER NOT NULL,
    machine  TEXT    NOT NULL,
    about    TEXT    NOT NULL,
    what     TEXT    NOT NULL,
    at       TEXT    NOT NULL,
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_parked" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f','8',0,'payment','1','captured','2026-01-05T09:00:00.123456+00:00');
INSERT INTO "tilaus_parked" VALUES('d36787443064e9171fe8f6df70463d2d','2',0,'order','1','create_payment','2026-01-05T09:09:20.123456+00:00');
CREATE TABLE tilaus_payments (
    order_id       TEXT    NOT NULL REFERENCES tilaus_orders,
    id             TEXT    NOT NULL,
    position       INTEGER NOT NULL,
    method         TEXT    NOT NULL,
    provider       TEXT    NOT NULL,
    status         TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    amount_minor   INTEGER NOT NULL CHECK (amount_minor >= 0),
    fee_minor      INTEGER NOT NULL CHECK (fee_minor BETWEEN 0 AND amount_minor),
    captured_minor INTEGER NOT NULL CHECK (captured_minor >= 0),
    is_applied     INTEGER NOT NULL CHECK (is_applied IN (0, 1)),
    reference      TEXT    NOT NULL,
    pay_url        TEXT    NOT NULL,
    created_at     TEXT    NOT NULL,
    expires_at     TEXT    NOT NULL,
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_payments" VALUES('10291984628f9a474388bf4f80bc4350','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_86d6319eb8026348','https://pay.sandbox.example/pay_86d6319eb8026348','2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('125c0dc0f41ae1c74bcb2fce80343d64','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_ff4b91f82ca6d88f','https://pay.sandbox.example/pay_ff4b91f82ca6d88f','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('3fa9239e821bf1ba8154c34444a10e12','1',0,'paypal','sandbox','captured','finished',655,55,655,1,'pay_22fdd039fb597d4c','https://pay.sandbox.example/pay_22fdd039fb597d4c','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('412da1463cccf922b3f821e448bb7beb','1',0,'card','sandbox','created','initial',334,34,0,0,'','','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('4d46e57991e20918d927b6e142f777e4','1',0,'card','sandbox','captured','finished',334,34,334,1,'pay_0764f34def279e5e','https://pay.sandbox.example/pay_0764f34def279e5e','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('4e216127425462ed2f975e9c1e08fedd','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_91453a97012fc670','https://pay.sandbox.example/pay_91453a97012fc670','2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('51a952aa8c78db4d4cf0369a133f0a8d','1',0,'card','sandbox','voided','failed',334,34,0,0,'pay_f6b9fc3191e7c3f3','https://pay.sandbox.example/pay_f6b9fc3191e7c3f3','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('64ee77680400f662e87a2cb800aaac55','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_95d93b8caf2c11aa','https://pay.sandbox.example/pay_95d93b8caf2c11aa','2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('714cc6c0d0d58e2254165078fd1b0f0a','1',0,'bank_transfer','banktransfer','created','initial',300,0,0,0,'50013','','2026-01-05T10:10:00.123456+00:00','2026-01-12T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f','1',0,'paypal','sandbox','captured','finished',345,45,345,0,'pay_3f9dd3243a9b1bbc','https://pay.sandbox.example/pay_3f9dd3243a9b1bbc','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_8257dcc9d6cf996e','https://pay.sandbox.example/pay_8257dcc9d6cf996e','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('9076cb6e8739d2d0730c02361a8b036c','1',0,'paypal','sandbox','captured','finished',655,55,655,1,'pay_e227010bc22a9bb5','https://pay.sandbox.example/pay_e227010bc22a9bb5','2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('9acbcb8da70e7aa1895f4d3060d46e24','1',0,'paypal','sandbox','disputed','held',345,45,345,1,'pay_898a3711803f3371','https://pay.sandbox.example/pay_898a3711803f3371','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f','1',0,'card','sandbox','created','initial',642,42,0,0,'','','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('bba49da2ccd590cc4193703057ec61b0','1',0,'paypal','sandbox','created','initial',345,45,0,0,'','','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('d36787443064e9171fe8f6df70463d2d','1',0,'google_pay','sandbox','created','initial',334,34,0,0,'','','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('d80a0b95e88f3878e6e3b26767138378','1',0,'google_pay','sandbox','created','initial',334,34,0,0,'','','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc','1',0,'paypal','sandbox','captured','finished',655,55,655,1,'pay_9fc410b8bf7684f5','https://pay.sandbox.example/pay_9fc410b8bf7684f5','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('e4505fea4964d66346b4138c4ff7996b','1',0,'wallet','wallet','captured','finished',100,0,100,1,'e4505fea4964d66346b4138c4ff7996b/wallet/1/spend','','2026-01-05T10:10:00.123456+00:00','2026-01-05T11:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('e4505fea4964d66346b4138c4ff7996b','2',1,'card','sandbox','captured','finished',231,31,231,1,'pay_dbb43775018b12de','https://pay.sandbox.example/pay_dbb43775018b12de','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('e95d8f5d090eb9411ef2110585f87e8a','1',0,'card','sandbox','created','initial',334,34,0,0,'pay_019c76ef0eb40845','https://pay.sandbox.example/pay_019c76ef0eb40845','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
INSERT INTO "tilaus_payments" VALUES('ec6476a0813f2cc97dceb1a20729497e','1',0,'paypal','sandbox','captured','finished',655,55,655,1,'pay_1af35c548f346304','https://pay.sandbox.example/pay_1af35c548f346304','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00');
CREATE TABLE tilaus_queue (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    instance TEXT NOT NULL,
    order_id TEXT NOT NULL,
    item     TEXT NOT NULL,
    UNIQUE (order_id, item)
) STRICT;
INSERT INTO "tilaus_queue" VALUES(1,'a1ca2cc0e3e5ea1d1812dc3363d235b4','4e216127425462ed2f975e9c1e08fedd','1');
INSERT INTO "tilaus_queue" VALUES(2,'a1ca2cc0e3e5ea1d1812dc3363d235b4','10291984628f9a474388bf4f80bc4350','1');
CREATE TABLE tilaus_refunds (
    order_id           TEXT    NOT NULL REFERENCES tilaus_orders,
    id                 TEXT    NOT NULL,
    position           INTEGER NOT NULL,
    payment            TEXT    NOT NULL,
    "to"               TEXT    NOT NULL CHECK ("to" IN ('wallet', 'original')),
    status             TEXT    NOT NULL,
    kind               TEXT    NOT NULL,
    amount_minor       INTEGER NOT NULL CHECK (amount_minor = base_minor + fee_returned_minor),
    base_minor         INTEGER NOT NULL CHECK (base_minor >= 0),
    fee_returned_minor INTEGER NOT NULL CHECK (fee_returned_minor >= 0),
    fee_kept_minor     INTEGER NOT NULL CHECK (fee_kept_minor >= 0),
    is_surplus         INTEGER NOT NULL CHECK (is_surplus IN (0, 1)),
    attempt            INTEGER NOT NULL CHECK (attempt > 0),
    reference          TEXT    NOT NULL,
    requested_at       TEXT    NOT NULL,
    available_at       TEXT    NOT NULL,
    covers             TEXT    NOT NULL,
    PRIMARY KEY (order_id, id),
    FOREIGN KEY (order_id, payment) REFERENCES tilaus_payments (order_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_refunds" VALUES('125c0dc0f41ae1c74bcb2fce80343d64','1',0,'1','original','succeeded','finished',300,300,0,45,0,1,'ref_d3644e3f37bd7970','2026-01-05T09:00:00.123456+00:00','2026-01-05T09:00:00.123456+00:00','[{"id":"1","kind":"item","minor":300,"units":100}]');
INSERT INTO "tilaus_refunds" VALUES('4d46e57991e20918d927b6e142f777e4','1',0,'1','original','submitted','active',334,300,34,0,0,1,'ref_f019b0684b30fb18','2026-01-05T10:10:00.123456+00:00','2026-01-12T10:10:00.123456+00:00','[{"id":"1","kind":"item","minor":300,"units":100}]');
INSERT INTO "tilaus_refunds" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc','1',0,'1','original','requested','initial',120,120,0,11,0,1,'','2026-01-05T10:10:00.123456+00:00','2026-01-05T10:10:00.123456+00:00','[{"id":"1","kind":"item","minor":120,"units":40}]');
CREATE TABLE tilaus_texts (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id TEXT    NOT NULL REFERENCES tilaus_orders,
    place    TEXT    NOT NULL CHECK (place IN ('order', 'event', 'effect')),
    part     TEXT    NOT NULL, -- such as items/1, or the number of the event or effect
    document TEXT    NOT NULL, -- JSON: the texts by field, or those of an event in their order
    is_gone  INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1))
) STRICT;
INSERT INTO "tilaus_texts" VALUES(1,'3fa9239e821bf1ba8154c34444a10e12','event','1','["member@example.org","A Member","https://shop.example/completed","X posts|shop.example/completed","https://shop.example/completed-too","X posts|shop.example/completed-too"]',0);
INSERT INTO "tilaus_texts" VALUES(2,'3fa9239e821bf1ba8154c34444a10e12','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(3,'3fa9239e821bf1ba8154c34444a10e12','order','items/1','{"instance":"X posts|shop.example/completed","target":"https://shop.example/completed"}',0);
INSERT INTO "tilaus_texts" VALUES(4,'3fa9239e821bf1ba8154c34444a10e12','order','items/2','{"instance":"X posts|shop.example/completed-too","target":"https://shop.example/completed-too"}',0);
INSERT INTO "tilaus_texts" VALUES(5,'125c0dc0f41ae1c74bcb2fce80343d64','event','1','["guest@example.org","A Guest","https://shop.example/refunded","Facebook followers|shop.example/refunded"]',0);
INSERT INTO "tilaus_texts" VALUES(6,'125c0dc0f41ae1c74bcb2fce80343d64','order','','{"email":"guest@example.org","name":"A Guest"}',0);
INSERT INTO "tilaus_texts" VALUES(7,'125c0dc0f41ae1c74bcb2fce80343d64','order','items/1','                                                                                                ',1);
INSERT INTO "tilaus_texts" VALUES(8,'125c0dc0f41ae1c74bcb2fce80343d64','event','8','["customer_error"]',0);
INSERT INTO "tilaus_texts" VALUES(9,'125c0dc0f41ae1c74bcb2fce80343d64','order','items/1','{"instance":"Facebook followers|shop.example/refunded","reason":"customer_error","target":"https://shop.example/refunded"}',0);
INSERT INTO "tilaus_texts" VALUES(10,'125c0dc0f41ae1c74bcb2fce80343d64','event','11','["the customer''s answer"]',0);
INSERT INTO "tilaus_texts" VALUES(11,'125c0dc0f41ae1c74bcb2fce80343d64','order','refunds/1','{"reason":"the customer''s answer"}',0);
INSERT INTO "tilaus_texts" VALUES(12,'89bb425f656cf6c4ad6a1e8e3913f0ae','event','1','                                                                                                  ',1);
INSERT INTO "tilaus_texts" VALUES(13,'89bb425f656cf6c4ad6a1e8e3913f0ae','order','','                                                     ',1);
INSERT INTO "tilaus_texts" VALUES(14,'89bb425f656cf6c4ad6a1e8e3913f0ae','order','items/1','                                                                                 ',1);
INSERT INTO "tilaus_texts" VALUES(15,'89bb425f656cf6c4ad6a1e8e3913f0ae','order','items/1','{"target":"(erased)"}',0);
INSERT INTO "tilaus_texts" VALUES(16,'51a952aa8c78db4d4cf0369a133f0a8d','event','1','["member@example.org","A Member","https://shop.example/called-off","X posts|shop.example/called-off"]',0);
INSERT INTO "tilaus_texts" VALUES(17,'51a952aa8c78db4d4cf0369a133f0a8d','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(18,'51a952aa8c78db4d4cf0369a133f0a8d','order','items/1','                                                                                         ',1);
INSERT INTO "tilaus_texts" VALUES(19,'51a952aa8c78db4d4cf0369a133f0a8d','event','4','["order_cancelled"]',0);
INSERT INTO "tilaus_texts" VALUES(20,'51a952aa8c78db4d4cf0369a133f0a8d','order','items/1','{"instance":"X posts|shop.example/called-off","reason":"order_cancelled","target":"https://shop.example/called-off"}',0);
INSERT INTO "tilaus_texts" VALUES(21,'7d1fffce048bdc6d8b2ad244d20ef83f','event','1','["member@example.org","A Member","https://shop.example/late","X posts|shop.example/late"]',0);
INSERT INTO "tilaus_texts" VALUES(22,'7d1fffce048bdc6d8b2ad244d20ef83f','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(23,'7d1fffce048bdc6d8b2ad244d20ef83f','order','items/1','                                                                             ',1);
INSERT INTO "tilaus_texts" VALUES(24,'7d1fffce048bdc6d8b2ad244d20ef83f','event','4','["order_cancelled"]',0);
INSERT INTO "tilaus_texts" VALUES(25,'7d1fffce048bdc6d8b2ad244d20ef83f','order','items/1','{"instance":"X posts|shop.example/late","reason":"order_cancelled","target":"https://shop.example/late"}',0);
INSERT INTO "tilaus_texts" VALUES(26,'7d1fffce048bdc6d8b2ad244d20ef83f','event','8','["3.45 EUR arrived when the order was cancelled"]',0);
INSERT INTO "tilaus_texts" VALUES(27,'7d1fffce048bdc6d8b2ad244d20ef83f','order','parked/8','{"why":"3.45 EUR arrived when the order was cancelled"}',0);
INSERT INTO "tilaus_texts" VALUES(28,'9acbcb8da70e7aa1895f4d3060d46e24','event','1','["member@example.org","A Member","https://shop.example/disputed","Instagram likes|shop.example/disputed"]',0);
INSERT INTO "tilaus_texts" VALUES(29,'9acbcb8da70e7aa1895f4d3060d46e24','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(30,'9acbcb8da70e7aa1895f4d3060d46e24','order','items/1','{"instance":"Instagram likes|shop.example/disputed","target":"https://shop.example/disputed"}',0);
INSERT INTO "tilaus_texts" VALUES(31,'d36787443064e9171fe8f6df70463d2d','event','1','["member@example.org","A Member","https://shop.example/dead","X posts|shop.example/dead"]',0);
INSERT INTO "tilaus_texts" VALUES(32,'d36787443064e9171fe8f6df70463d2d','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(33,'d36787443064e9171fe8f6df70463d2d','order','items/1','{"instance":"X posts|shop.example/dead","target":"https://shop.example/dead"}',0);
INSERT INTO "tilaus_texts" VALUES(34,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(35,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(36,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(37,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(38,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(39,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(40,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(41,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(42,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(43,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(44,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(45,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(46,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(47,'d36787443064e9171fe8f6df70463d2d','effect','38','                               ',1);
INSERT INTO "tilaus_texts" VALUES(48,'d36787443064e9171fe8f6df70463d2d','event','2','["too many requests"]',0);
INSERT INTO "tilaus_texts" VALUES(49,'d36787443064e9171fe8f6df70463d2d','order','parked/2','{"why":"too many requests"}',0);
INSERT INTO "tilaus_texts" VALUES(50,'d36787443064e9171fe8f6df70463d2d','effect','38','{"outcome":"too many requests"}',0);
INSERT INTO "tilaus_texts" VALUES(51,'9076cb6e8739d2d0730c02361a8b036c','event','1','["guest@example.org","A Guest","https://shop.example/silent","Facebook followers|shop.example/silent","https://shop.example/beside-silent","X posts|shop.example/beside-silent"]',0);
INSERT INTO "tilaus_texts" VALUES(52,'9076cb6e8739d2d0730c02361a8b036c','order','','{"email":"guest@example.org","name":"A Guest"}',0);
INSERT INTO "tilaus_texts" VALUES(53,'9076cb6e8739d2d0730c02361a8b036c','order','items/1','                                                                                            ',1);
INSERT INTO "tilaus_texts" VALUES(54,'9076cb6e8739d2d0730c02361a8b036c','order','items/2','{"instance":"X posts|shop.example/beside-silent","target":"https://shop.example/beside-silent"}',0);
INSERT INTO "tilaus_texts" VALUES(55,'9076cb6e8739d2d0730c02361a8b036c','event','10','["customer_error"]',0);
INSERT INTO "tilaus_texts" VALUES(56,'9076cb6e8739d2d0730c02361a8b036c','order','items/1','{"instance":"Facebook followers|shop.example/silent","reason":"customer_error","target":"https://shop.example/silent"}',0);
INSERT INTO "tilaus_texts" VALUES(57,'64ee77680400f662e87a2cb800aaac55','event','1','["member@example.org","A Member","https://shop.example/fought-for","YouTube views|shop.example/fought-for"]',0);
INSERT INTO "tilaus_texts" VALUES(58,'64ee77680400f662e87a2cb800aaac55','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(59,'64ee77680400f662e87a2cb800aaac55','order','items/1','{"instance":"YouTube views|shop.example/fought-for","target":"https://shop.example/fought-for"}',0);
INSERT INTO "tilaus_texts" VALUES(60,'4e216127425462ed2f975e9c1e08fedd','event','1','["guest@example.org","A Guest","https://shop.example/fought-for","YouTube views|shop.example/fought-for"]',0);
INSERT INTO "tilaus_texts" VALUES(61,'4e216127425462ed2f975e9c1e08fedd','order','','{"email":"guest@example.org","name":"A Guest"}',0);
INSERT INTO "tilaus_texts" VALUES(62,'4e216127425462ed2f975e9c1e08fedd','order','items/1','{"instance":"YouTube views|shop.example/fought-for","target":"https://shop.example/fought-for"}',0);
INSERT INTO "tilaus_texts" VALUES(63,'10291984628f9a474388bf4f80bc4350','event','1','["member@example.org","A Member","https://shop.example/fought-for","YouTube views|shop.example/fought-for"]',0);
INSERT INTO "tilaus_texts" VALUES(64,'10291984628f9a474388bf4f80bc4350','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(65,'10291984628f9a474388bf4f80bc4350','order','items/1','{"instance":"YouTube views|shop.example/fought-for","target":"https://shop.example/fought-for"}',0);
INSERT INTO "tilaus_texts" VALUES(66,'e4505fea4964d66346b4138c4ff7996b','event','1','["member@example.org","A Member","https://shop.example/split","YouTube views|shop.example/split"]',0);
INSERT INTO "tilaus_texts" VALUES(67,'e4505fea4964d66346b4138c4ff7996b','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(68,'e4505fea4964d66346b4138c4ff7996b','order','items/1','{"instance":"YouTube views|shop.example/split","target":"https://shop.example/split"}',0);
INSERT INTO "tilaus_texts" VALUES(69,'714cc6c0d0d58e2254165078fd1b0f0a','event','1','["member@example.org","A Member","https://shop.example/transfer","X posts|shop.example/transfer"]',0);
INSERT INTO "tilaus_texts" VALUES(70,'714cc6c0d0d58e2254165078fd1b0f0a','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(71,'714cc6c0d0d58e2254165078fd1b0f0a','order','items/1','{"instance":"X posts|shop.example/transfer","target":"https://shop.example/transfer"}',0);
INSERT INTO "tilaus_texts" VALUES(72,'e95d8f5d090eb9411ef2110585f87e8a','event','1','["member@example.org","A Member","https://shop.example/unpaid","X posts|shop.example/unpaid"]',0);
INSERT INTO "tilaus_texts" VALUES(73,'e95d8f5d090eb9411ef2110585f87e8a','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(74,'e95d8f5d090eb9411ef2110585f87e8a','order','items/1','{"instance":"X posts|shop.example/unpaid","target":"https://shop.example/unpaid"}',0);
INSERT INTO "tilaus_texts" VALUES(75,'4d46e57991e20918d927b6e142f777e4','event','1','["member@example.org","A Member","https://shop.example/under-way","Facebook followers|shop.example/under-way"]',0);
INSERT INTO "tilaus_texts" VALUES(76,'4d46e57991e20918d927b6e142f777e4','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(77,'4d46e57991e20918d927b6e142f777e4','order','items/1','                                                                                                  ',1);
INSERT INTO "tilaus_texts" VALUES(78,'4d46e57991e20918d927b6e142f777e4','event','9','["customer_error"]',0);
INSERT INTO "tilaus_texts" VALUES(79,'4d46e57991e20918d927b6e142f777e4','order','items/1','{"instance":"Facebook followers|shop.example/under-way","reason":"customer_error","target":"https://shop.example/under-way"}',0);
INSERT INTO "tilaus_texts" VALUES(80,'4d46e57991e20918d927b6e142f777e4','event','12','["the customer''s answer"]',0);
INSERT INTO "tilaus_texts" VALUES(81,'4d46e57991e20918d927b6e142f777e4','order','refunds/1','{"reason":"the customer''s answer"}',0);
INSERT INTO "tilaus_texts" VALUES(82,'dcf1cd6f5c4150001f5bee2391a6d2dc','event','1','["member@example.org","A Member","https://shop.example/unknown","X posts|shop.example/unknown","https://shop.example/unknown-too","Instagram likes|shop.example/unknown-too"]',0);
INSERT INTO "tilaus_texts" VALUES(83,'dcf1cd6f5c4150001f5bee2391a6d2dc','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(84,'dcf1cd6f5c4150001f5bee2391a6d2dc','order','items/1','{"instance":"X posts|shop.example/unknown","target":"https://shop.example/unknown"}',0);
INSERT INTO "tilaus_texts" VALUES(85,'dcf1cd6f5c4150001f5bee2391a6d2dc','order','items/2','{"instance":"Instagram likes|shop.example/unknown-too","target":"https://shop.example/unknown-too"}',0);
INSERT INTO "tilaus_texts" VALUES(86,'dcf1cd6f5c4150001f5bee2391a6d2dc','effect','83','{"outcome":"TimeoutError: no answer to dcf1cd6f5c4150001f5bee2391a6d2dc/refund/1/1"}',0);
INSERT INTO "tilaus_texts" VALUES(87,'d80a0b95e88f3878e6e3b26767138378','event','1','["member@example.org","A Member","https://shop.example/not-opened","X posts|shop.example/not-opened"]',0);
INSERT INTO "tilaus_texts" VALUES(88,'d80a0b95e88f3878e6e3b26767138378','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(89,'d80a0b95e88f3878e6e3b26767138378','order','items/1','{"instance":"X posts|shop.example/not-opened","target":"https://shop.example/not-opened"}',0);
INSERT INTO "tilaus_texts" VALUES(90,'d80a0b95e88f3878e6e3b26767138378','effect','86','{"outcome":"TimeoutError: no answer"}',0);
INSERT INTO "tilaus_texts" VALUES(91,'412da1463cccf922b3f821e448bb7beb','event','1','["guest@example.org","A Guest","https://shop.example/taken","X posts|shop.example/taken"]',0);
INSERT INTO "tilaus_texts" VALUES(92,'412da1463cccf922b3f821e448bb7beb','order','','{"email":"guest@example.org","name":"A Guest"}',0);
INSERT INTO "tilaus_texts" VALUES(93,'412da1463cccf922b3f821e448bb7beb','order','items/1','{"instance":"X posts|shop.example/taken","target":"https://shop.example/taken"}',0);
INSERT INTO "tilaus_texts" VALUES(94,'bba49da2ccd590cc4193703057ec61b0','event','1','["guest@example.org","A Guest","https://shop.example/called","X posts|shop.example/called"]',0);
INSERT INTO "tilaus_texts" VALUES(95,'bba49da2ccd590cc4193703057ec61b0','order','','{"email":"guest@example.org","name":"A Guest"}',0);
INSERT INTO "tilaus_texts" VALUES(96,'bba49da2ccd590cc4193703057ec61b0','order','items/1','{"instance":"X posts|shop.example/called","target":"https://shop.example/called"}',0);
INSERT INTO "tilaus_texts" VALUES(97,'ec6476a0813f2cc97dceb1a20729497e','event','1','["member@example.org","A Member","https://shop.example/half-told","X posts|shop.example/half-told","https://shop.example/half-told-too","Facebook followers|shop.example/half-told-too"]',0);
INSERT INTO "tilaus_texts" VALUES(98,'ec6476a0813f2cc97dceb1a20729497e','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(99,'ec6476a0813f2cc97dceb1a20729497e','order','items/1','{"instance":"X posts|shop.example/half-told","target":"https://shop.example/half-told"}',0);
INSERT INTO "tilaus_texts" VALUES(100,'ec6476a0813f2cc97dceb1a20729497e','order','items/2','{"instance":"Facebook followers|shop.example/half-told-too","target":"https://shop.example/half-told-too"}',0);
INSERT INTO "tilaus_texts" VALUES(101,'baa3af5c0df9c6e788f6ab14ade8e09f','event','1','["guest@example.org","A Guest","https://shop.example/placed","X posts|shop.example/placed","https://shop.example/fought-for","YouTube views|shop.example/fought-for"]',0);
INSERT INTO "tilaus_texts" VALUES(102,'baa3af5c0df9c6e788f6ab14ade8e09f','order','','{"email":"guest@example.org","name":"A Guest"}',0);
INSERT INTO "tilaus_texts" VALUES(103,'baa3af5c0df9c6e788f6ab14ade8e09f','order','items/1','{"instance":"X posts|shop.example/placed","target":"https://shop.example/placed"}',0);
INSERT INTO "tilaus_texts" VALUES(104,'baa3af5c0df9c6e788f6ab14ade8e09f','order','items/2','{"instance":"YouTube views|shop.example/fought-for","target":"https://shop.example/fought-for"}',0);
CREATE INDEX tilaus_orders_by_status ON tilaus_orders (status, number);
CREATE INDEX tilaus_orders_due ON tilaus_orders (due_at, head) WHERE due_at IS NOT NULL;
CREATE INDEX tilaus_orders_waking ON tilaus_orders (wake_at, number) WHERE wake_at IS NOT NULL;
CREATE INDEX tilaus_orders_leased ON tilaus_orders (lease_until) WHERE lease_until > 0;
CREATE INDEX tilaus_items_by_status ON tilaus_items (status);
CREATE INDEX tilaus_payments_by_reference ON tilaus_payments (reference) WHERE reference <> '';
CREATE TRIGGER tilaus_events_follow_each_other BEFORE INSERT ON tilaus_events
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM tilaus_events WHERE order_id = NEW.order_id)
BEGIN
    SELECT raise(ABORT, 'events are only appended, each with the next number');
END;
CREATE TRIGGER tilaus_events_never_change BEFORE UPDATE ON tilaus_events
BEGIN
    SELECT raise(ABORT, 'events are only appended');
END;
CREATE TRIGGER tilaus_events_never_go BEFORE DELETE ON tilaus_events
BEGIN
    SELECT raise(ABORT, 'events are only appended');
END;
CREATE UNIQUE INDEX tilaus_texts_by_place ON tilaus_texts (order_id, place, part)
    WHERE is_gone = 0;
CREATE TRIGGER tilaus_texts_keep_their_length BEFORE UPDATE ON tilaus_texts
WHEN length(CAST(NEW.document AS BLOB)) <> length(CAST(OLD.document AS BLOB))
BEGIN
    SELECT raise(ABORT, 'texts are overwritten by others of the same length');
END;
CREATE TRIGGER tilaus_texts_never_go BEFORE DELETE ON tilaus_texts
BEGIN
    SELECT raise(ABORT, 'texts are overwritten, never deleted');
END;
CREATE INDEX tilaus_effects_by_order ON tilaus_effects (order_id, seq);
CREATE INDEX tilaus_effects_open ON tilaus_effects (order_id, is_message, seq)
    WHERE state IN ('ready', 'unknown', 'dead');
CREATE INDEX tilaus_queue_by_instance ON tilaus_queue (instance, seq);
CREATE INDEX tilaus_entries_by_order ON tilaus_entries (order_id, seq);
CREATE INDEX tilaus_lines_by_account ON tilaus_lines (account, entry);
CREATE TRIGGER tilaus_entries_are_new BEFORE INSERT ON tilaus_entries
WHEN EXISTS (SELECT 1 FROM tilaus_entries WHERE key = NEW.key OR seq = NEW.seq)
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;
CREATE TRIGGER tilaus_lines_are_new BEFORE INSERT ON tilaus_lines
WHEN EXISTS (SELECT 1 FROM tilaus_lines WHERE entry = NEW.entry AND position = NEW.position)
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;
CREATE TRIGGER tilaus_entries_never_change BEFORE UPDATE ON tilaus_entries
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;
CREATE TRIGGER tilaus_entries_never_go BEFORE DELETE ON tilaus_entries
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;
CREATE TRIGGER tilaus_lines_never_change BEFORE UPDATE ON tilaus_lines
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;
CREATE TRIGGER tilaus_lines_never_go BEFORE DELETE ON tilaus_lines
BEGIN
    SELECT raise(ABORT, 'the ledger is only appended to');
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('tilaus_texts',104);
INSERT INTO "sqlite_sequence" VALUES('tilaus_effects',97);
INSERT INTO "sqlite_sequence" VALUES('tilaus_entries',17);
INSERT INTO "sqlite_sequence" VALUES('tilaus_queue',2);
COMMIT;
