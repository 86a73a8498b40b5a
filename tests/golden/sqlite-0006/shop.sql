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
CREATE TABLE tilaus_docs (
    kind       TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0),
    expires_at TEXT,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
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
, via TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "tilaus_effects" VALUES(1,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(2,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(3,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(4,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(5,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(6,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/7/hand_over/2','hand_over','2',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(7,'3fa9239e821bf1ba8154c34444a10e12','3fa9239e821bf1ba8154c34444a10e12/14/tell:order-completed','tell:order-completed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(8,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(9,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(10,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(11,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(12,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(13,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/9/tell:item-cancelled/1','tell:item-cancelled','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(14,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/9/alert:item-cancelled/1','alert:item-cancelled','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(15,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/11/send_refund/1','send_refund','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(16,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/11/tell:refund-requested/1','tell:refund-requested','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(17,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/13/tell:refund-sent/1','tell:refund-sent','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(18,'125c0dc0f41ae1c74bcb2fce80343d64','125c0dc0f41ae1c74bcb2fce80343d64/14/tell:order-refunded','tell:order-refunded','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(19,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(20,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(21,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(22,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(23,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(24,'89bb425f656cf6c4ad6a1e8e3913f0ae','89bb425f656cf6c4ad6a1e8e3913f0ae/10/tell:order-completed','tell:order-completed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(25,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(26,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(27,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(28,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/3/tell:order-cancelled','tell:order-cancelled','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(29,'51a952aa8c78db4d4cf0369a133f0a8d','51a952aa8c78db4d4cf0369a133f0a8d/5/void_payment/1','void_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(30,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(31,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(32,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(33,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/3/tell:order-cancelled','tell:order-cancelled','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(34,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/5/void_payment/1','void_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(35,'7d1fffce048bdc6d8b2ad244d20ef83f','7d1fffce048bdc6d8b2ad244d20ef83f/8/alert:money-parked/1','alert:money-parked','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(36,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(37,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(38,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(39,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(40,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(41,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/8/alert:payment-disputed/1','alert:payment-disputed','1',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(42,'9acbcb8da70e7aa1895f4d3060d46e24','9acbcb8da70e7aa1895f4d3060d46e24/9/tell:payment-disputed','tell:payment-disputed','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(43,'d36787443064e9171fe8f6df70463d2d','d36787443064e9171fe8f6df70463d2d/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:00:00.123456+00:00',1,'2026-01-05T09:00:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(44,'d36787443064e9171fe8f6df70463d2d','d36787443064e9171fe8f6df70463d2d/1/create_payment/1','create_payment','1',0,'dead','2026-01-05T09:09:20.123456+00:00',15,'2026-01-05T09:00:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(45,'d36787443064e9171fe8f6df70463d2d','d36787443064e9171fe8f6df70463d2d/2/alert:message-parked/1','alert:message-parked','1',1,'done','2026-01-05T09:09:20.123456+00:00',1,'2026-01-05T09:09:20.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(46,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(47,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(48,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(49,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(50,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(51,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/7/hand_over/2','hand_over','2',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(52,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/11/tell:item-cancelled/1','tell:item-cancelled','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(53,'9076cb6e8739d2d0730c02361a8b036c','9076cb6e8739d2d0730c02361a8b036c/11/alert:item-cancelled/1','alert:item-cancelled','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(54,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(55,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(56,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(57,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(58,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/6/hand_over/1','hand_over','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(59,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(60,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(61,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(62,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(63,'4e216127425462ed2f975e9c1e08fedd','4e216127425462ed2f975e9c1e08fedd/6/tell:item-on-hold/1','tell:item-on-hold','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(64,'64ee77680400f662e87a2cb800aaac55','64ee77680400f662e87a2cb800aaac55/tell:instance-awaited/1/1','tell:instance-awaited','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(65,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(66,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/1/create_payment/1','create_payment','1',0,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(67,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(68,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(69,'10291984628f9a474388bf4f80bc4350','10291984628f9a474388bf4f80bc4350/6/tell:item-on-hold/1','tell:item-on-hold','1',1,'done','2026-01-05T09:10:00.123456+00:00',1,'2026-01-05T09:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(71,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(72,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','wallet');
INSERT INTO "tilaus_effects" VALUES(73,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/1/create_payment/2','create_payment','2',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(74,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/5/tell:payment-awaited/2','tell:payment-awaited','2',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(75,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/6/capture_payment/2','capture_payment','2',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(76,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/9/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(77,'e4505fea4964d66346b4138c4ff7996b','e4505fea4964d66346b4138c4ff7996b/10/hand_over/1','hand_over','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(78,'714cc6c0d0d58e2254165078fd1b0f0a','714cc6c0d0d58e2254165078fd1b0f0a/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(79,'714cc6c0d0d58e2254165078fd1b0f0a','714cc6c0d0d58e2254165078fd1b0f0a/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','banktransfer');
INSERT INTO "tilaus_effects" VALUES(80,'714cc6c0d0d58e2254165078fd1b0f0a','714cc6c0d0d58e2254165078fd1b0f0a/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(81,'e95d8f5d090eb9411ef2110585f87e8a','e95d8f5d090eb9411ef2110585f87e8a/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(82,'e95d8f5d090eb9411ef2110585f87e8a','e95d8f5d090eb9411ef2110585f87e8a/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(83,'e95d8f5d090eb9411ef2110585f87e8a','e95d8f5d090eb9411ef2110585f87e8a/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(84,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(85,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(86,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(87,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/3/capture_payment/1','capture_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(88,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/6/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(89,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/7/hand_over/1','hand_over','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(90,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/10/tell:item-cancelled/1','tell:item-cancelled','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(91,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/10/alert:item-cancelled/1','alert:item-cancelled','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(92,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/12/send_refund/1','send_refund','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(93,'4d46e57991e20918d927b6e142f777e4','4d46e57991e20918d927b6e142f777e4/12/tell:refund-requested/1','tell:refund-requested','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(94,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(95,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(96,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(97,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/5/tell:payment-confirmed','tell:payment-confirmed','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(98,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/6/hand_over/1','hand_over','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(99,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/7/hand_over/2','hand_over','2',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','delivery');
INSERT INTO "tilaus_effects" VALUES(100,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/12/send_refund/1','send_refund','1',0,'unknown','2026-01-05T10:10:00.821456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(101,'dcf1cd6f5c4150001f5bee2391a6d2dc','dcf1cd6f5c4150001f5bee2391a6d2dc/12/tell:refund-requested/1','tell:refund-requested','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(102,'d80a0b95e88f3878e6e3b26767138378','d80a0b95e88f3878e6e3b26767138378/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(103,'d80a0b95e88f3878e6e3b26767138378','d80a0b95e88f3878e6e3b26767138378/1/create_payment/1','create_payment','1',0,'unknown','2026-01-05T10:10:01.055956+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(104,'412da1463cccf922b3f821e448bb7beb','412da1463cccf922b3f821e448bb7beb/1/tell:order-received','tell:order-received','',1,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'notification');
INSERT INTO "tilaus_effects" VALUES(105,'412da1463cccf922b3f821e448bb7beb','412da1463cccf922b3f821e448bb7beb/1/create_payment/1','create_payment','1',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'sandbox');
INSERT INTO "tilaus_effects" VALUES(106,'bba49da2ccd590cc4193703057ec61b0','bba49da2ccd590cc4193703057ec61b0/1/tell:order-received','tell:order-received','',1,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'notification');
INSERT INTO "tilaus_effects" VALUES(107,'bba49da2ccd590cc4193703057ec61b0','bba49da2ccd590cc4193703057ec61b0/1/create_payment/1','create_payment','1',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'sandbox');
INSERT INTO "tilaus_effects" VALUES(108,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/1/tell:order-received','tell:order-received','',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(109,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/1/create_payment/1','create_payment','1',0,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','sandbox');
INSERT INTO "tilaus_effects" VALUES(110,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/2/tell:payment-awaited/1','tell:payment-awaited','1',1,'done','2026-01-05T10:10:00.123456+00:00',1,'2026-01-05T10:10:00.123456+00:00','notification');
INSERT INTO "tilaus_effects" VALUES(111,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/5/tell:payment-confirmed','tell:payment-confirmed','',1,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'notification');
INSERT INTO "tilaus_effects" VALUES(112,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/6/hand_over/1','hand_over','1',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'delivery');
INSERT INTO "tilaus_effects" VALUES(113,'ec6476a0813f2cc97dceb1a20729497e','ec6476a0813f2cc97dceb1a20729497e/7/hand_over/2','hand_over','2',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'delivery');
INSERT INTO "tilaus_effects" VALUES(114,'baa3af5c0df9c6e788f6ab14ade8e09f','baa3af5c0df9c6e788f6ab14ade8e09f/1/tell:order-received','tell:order-received','',1,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'notification');
INSERT INTO "tilaus_effects" VALUES(115,'baa3af5c0df9c6e788f6ab14ade8e09f','baa3af5c0df9c6e788f6ab14ade8e09f/1/create_payment/1','create_payment','1',0,'ready','2026-01-05T10:10:00.123456+00:00',0,NULL,'sandbox');
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
CREATE TABLE "tilaus_events" (
    position INTEGER PRIMARY KEY,
    order_id TEXT    NOT NULL REFERENCES tilaus_orders,
    seq      INTEGER NOT NULL CHECK (seq > 0),
    document TEXT    NOT NULL,
    hash     TEXT    NOT NULL CHECK (length(hash) = 64),
    UNIQUE (order_id, seq)
) STRICT;
INSERT INTO "tilaus_events" VALUES(1,'3fa9239e821bf1ba8154c34444a10e12',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"3fa9239e821bf1ba8154c34444a10e12","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"X posts","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50001,"payments":[{"amount_minor":655,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"a19794809d43327665d9a61bbce452a7"}},"seq":1}','69976c85df93a54d64b91514e56e498914f1829b9f3370f5de98cf1707e5693a');
INSERT INTO "tilaus_events" VALUES(2,'3fa9239e821bf1ba8154c34444a10e12',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_22fdd039fb597d4c","payment":"1","reference":"pay_22fdd039fb597d4c"},"seq":2}','9118b067173c1090da0cde94c8fc6f2ed3df108a93b9d3f2744c0802044715be');
INSERT INTO "tilaus_events" VALUES(3,'3fa9239e821bf1ba8154c34444a10e12',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','66dbfee4b604ae1934433c0b71b4c1271c3b80d708cf3a7db278a1b2bcce3178');
INSERT INTO "tilaus_events" VALUES(4,'3fa9239e821bf1ba8154c34444a10e12',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','aa83e9be2bfbe024c3eb39f37c73740cfc66be891372bcb01d3a1567760cc7f7');
INSERT INTO "tilaus_events" VALUES(5,'3fa9239e821bf1ba8154c34444a10e12',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','94ccc4a517b6ba63b49650d60bf8e227e60889d0603eeaeadc171e66408f7653');
INSERT INTO "tilaus_events" VALUES(6,'3fa9239e821bf1ba8154c34444a10e12',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','9b2fd6b5df86324abf4518f753539f415a597ccd5c034047f1aecfd9d749e854');
INSERT INTO "tilaus_events" VALUES(7,'3fa9239e821bf1ba8154c34444a10e12',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}','13f737b54facfe398e39f4f09ae0deb75de534164c725295d38735ef874e74a0');
INSERT INTO "tilaus_events" VALUES(8,'3fa9239e821bf1ba8154c34444a10e12',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}','af0767458f3c725da8eab82845a2fed87750227a315194607b2d16ac927a7c3a');
INSERT INTO "tilaus_events" VALUES(9,'3fa9239e821bf1ba8154c34444a10e12',9,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}','592fbaa94fbed2422e602632184c25d225f17829ab5a51a1f9b430c22adf1537');
INSERT INTO "tilaus_events" VALUES(10,'3fa9239e821bf1ba8154c34444a10e12',10,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":10}','cea2d767becae4f604ac2ff39e6ee9d5a87131a1b063432ba481e8e53774dfe8');
INSERT INTO "tilaus_events" VALUES(11,'3fa9239e821bf1ba8154c34444a10e12',11,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":11}','3893cdfe88add7482be387545e6f64fafb1fbb0efb3aea55f69c9f59d824f5fc');
INSERT INTO "tilaus_events" VALUES(12,'3fa9239e821bf1ba8154c34444a10e12',12,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"2"},"seq":12}','be7f1998dc8f664b6e0d59153852fa2050a0f6fba57be1dfb65ab1196d34b035');
INSERT INTO "tilaus_events" VALUES(13,'3fa9239e821bf1ba8154c34444a10e12',13,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":13}','1cf73f8692d3b5b77f1c2ae9784d1755b338f49c5ca22165c4c2c91ba8ea9e63');
INSERT INTO "tilaus_events" VALUES(14,'3fa9239e821bf1ba8154c34444a10e12',14,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"finished","machine":"order","source":"processing","target":"completed","trigger":"complete"},"seq":14}','29617b513b290a592a4922f4956e083ad3b19eedc0132faccf256db78666f8f1');
INSERT INTO "tilaus_events" VALUES(15,'125c0dc0f41ae1c74bcb2fce80343d64',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"125c0dc0f41ae1c74bcb2fce80343d64","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50002,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"571e4bc176bb13a66cc1390c09a3f774"}},"seq":1}','8012fca369595ea808a6cb4dfe9b82ab119b9837991aaf2d7f769d28206fc9c5');
INSERT INTO "tilaus_events" VALUES(16,'125c0dc0f41ae1c74bcb2fce80343d64',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_ff4b91f82ca6d88f","payment":"1","reference":"pay_ff4b91f82ca6d88f"},"seq":2}','132e2c6f285cb59b3fe24668736b18b595593e013c5a01614d8becdfd861c968');
INSERT INTO "tilaus_events" VALUES(17,'125c0dc0f41ae1c74bcb2fce80343d64',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','0afb33ba497153370217b404672045d89066dc0997706846d7f45c19094128d8');
INSERT INTO "tilaus_events" VALUES(18,'125c0dc0f41ae1c74bcb2fce80343d64',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','ae18780fd15b25fe8f134ef5c7bb818f9dca94cab2da528c1f8dc4456a0a1aa5');
INSERT INTO "tilaus_events" VALUES(19,'125c0dc0f41ae1c74bcb2fce80343d64',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','0d7645f53e7daada621dacdf2cb7b01a103dbcc85e3e27bcb99efd6bf5375129');
INSERT INTO "tilaus_events" VALUES(20,'125c0dc0f41ae1c74bcb2fce80343d64',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','e1d2520bb35c67c8b58a17079d8b57b724c27b74d6b9845e4fac4fe4c15746d5');
INSERT INTO "tilaus_events" VALUES(21,'125c0dc0f41ae1c74bcb2fce80343d64',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}','cc4bd0c496468b6146326a7622fe20a86fc820e61cfee5e977b95b7d264ac1cb');
INSERT INTO "tilaus_events" VALUES(22,'125c0dc0f41ae1c74bcb2fce80343d64',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":8388608},"source":"processing","target":"cancelled","trigger":"fail"},"seq":8}','e9dc9cdd8ccba37a7b8fceec19c079b3657f9fd76d15765ab0c34295db42fc8c');
INSERT INTO "tilaus_events" VALUES(23,'125c0dc0f41ae1c74bcb2fce80343d64',9,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T09:00:00.123456+00:00","until":"2026-01-12T09:00:00.123456+00:00"}},"seq":9}','f09e45c3d11123faf02362371611dc7c574aabf947e359834143ae9b1929ff4a');
INSERT INTO "tilaus_events" VALUES(24,'125c0dc0f41ae1c74bcb2fce80343d64',10,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"choice":"original","event":"Answered","item":"1"},"seq":10}','76c4b9ae6d38ace96d3645e336ae32f086cd1dbc0077ac6fb138fbc5dc101ea5');
INSERT INTO "tilaus_events" VALUES(25,'125c0dc0f41ae1c74bcb2fce80343d64',11,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":300,"available_at":"2026-01-05T09:00:00.123456+00:00","base_minor":300,"covers":[{"id":"1","kind":"item","minor":300,"units":100}],"fee_kept_minor":45,"id":"1","payment":"1","reason":{"personal":11534336},"requested_at":"2026-01-05T09:00:00.123456+00:00","to":"original"}},"seq":11}','1a401f737ad49a774fbcaed6c7e4cfb3ff982c6f2b68664620f23efd1ca1b0b8');
INSERT INTO "tilaus_events" VALUES(26,'125c0dc0f41ae1c74bcb2fce80343d64',12,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"RefundNamed","reference":"ref_d3644e3f37bd7970","refund":"1"},"seq":12}','25368eebda23f38c76174d49cf69c39bf2b70a5c72005f04e03c33076e5ad202');
INSERT INTO "tilaus_events" VALUES(27,'125c0dc0f41ae1c74bcb2fce80343d64',13,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"refund","source":"requested","target":"succeeded","trigger":"succeed"},"seq":13}','85911cfe445577bf450d4206700eb4a21d3722ec184418da6c57887ad6c1755f');
INSERT INTO "tilaus_events" VALUES(28,'125c0dc0f41ae1c74bcb2fce80343d64',14,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"closed","machine":"order","source":"processing","target":"refunded","trigger":"refund"},"seq":14}','5776f6b101854924f8a9d8fef855696d7bbbcb07bd76686e366343b6ea970d18');
INSERT INTO "tilaus_events" VALUES(29,'125c0dc0f41ae1c74bcb2fce80343d64',15,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"closed","machine":"item","source":"cancelled","target":"refunded","trigger":"refund"},"seq":15}','73e0bb887fe08080b5fdd807721afe584f360c00bedde6f12f8c15d373cbbf19');
INSERT INTO "tilaus_events" VALUES(30,'89bb425f656cf6c4ad6a1e8e3913f0ae',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"89bb425f656cf6c4ad6a1e8e3913f0ae","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50003,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"ce8abd5a9e0dbeaa26cb4b07820ef933"}},"seq":1}','13ab7776d80aba8cdaa4e511806456a0a0fea6a680c82aa2ae1979a273261448');
INSERT INTO "tilaus_events" VALUES(31,'89bb425f656cf6c4ad6a1e8e3913f0ae',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_8257dcc9d6cf996e","payment":"1","reference":"pay_8257dcc9d6cf996e"},"seq":2}','491adcbc342ef728f1adfbcec6a58ead7d0dae6161e1ea44b6d54e989a20aab0');
INSERT INTO "tilaus_events" VALUES(32,'89bb425f656cf6c4ad6a1e8e3913f0ae',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','0b7a127de658e2a20f7ca6d4c258db079e403fcb3e1ba22138530cfa6cc39cfc');
INSERT INTO "tilaus_events" VALUES(33,'89bb425f656cf6c4ad6a1e8e3913f0ae',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','2ce01d8fb2a3af028e90599a3190799fa8e63183fbd0dfd03e79890ac11b8573');
INSERT INTO "tilaus_events" VALUES(34,'89bb425f656cf6c4ad6a1e8e3913f0ae',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','99a8dd6aa55be181ac4b24ecb916e0811a42fe1cc72fd576227c7dc1c964b8a4');
INSERT INTO "tilaus_events" VALUES(35,'89bb425f656cf6c4ad6a1e8e3913f0ae',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','eef72a620a590e30bad4829ab372bcf47c41694f311a0b956b7125044680c12c');
INSERT INTO "tilaus_events" VALUES(36,'89bb425f656cf6c4ad6a1e8e3913f0ae',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}','beb3b1b4acbf0cb66197e7412bb47c0d57229d6ed4ea22ccb26a8eee9e28addc');
INSERT INTO "tilaus_events" VALUES(37,'89bb425f656cf6c4ad6a1e8e3913f0ae',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":8}','f874d25b45b471e8ce8632feeb909f01213cb00c1688d74bb239e3d58abcc62c');
INSERT INTO "tilaus_events" VALUES(38,'89bb425f656cf6c4ad6a1e8e3913f0ae',9,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":9}','70bf7371c0013b5af011a48c1dc58edb50fd57a856b78964c46e733e389de2a3');
INSERT INTO "tilaus_events" VALUES(39,'89bb425f656cf6c4ad6a1e8e3913f0ae',10,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"finished","machine":"order","source":"processing","target":"completed","trigger":"complete"},"seq":10}','dcfc6a37f198288cef5d1fd0c905c2ac7a0791fab8d554edfc2e16fcd5913c85');
INSERT INTO "tilaus_events" VALUES(40,'89bb425f656cf6c4ad6a1e8e3913f0ae',11,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-2","role":"manager"},"event":{"event":"Erased"},"seq":11}','8e186149a7b2dbd4b86bff0389c0be37fc463a45ab34899dcc7bb4cce1233d0b');
INSERT INTO "tilaus_events" VALUES(41,'51a952aa8c78db4d4cf0369a133f0a8d',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"51a952aa8c78db4d4cf0369a133f0a8d","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50004,"payments":[{"amount_minor":334,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"f217e7d00a1fe1548759a56952c4da87"}},"seq":1}','b6bb440ae646f78ed63e1fa3830234ca3dd28a7e0afd91ed77ac953fa5401d74');
INSERT INTO "tilaus_events" VALUES(42,'51a952aa8c78db4d4cf0369a133f0a8d',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_f6b9fc3191e7c3f3","payment":"1","reference":"pay_f6b9fc3191e7c3f3"},"seq":2}','f02e5d2f31192e8493a3bdf3cb05777762b11b9c5c575fb5937eb1b43091d0d2');
INSERT INTO "tilaus_events" VALUES(43,'51a952aa8c78db4d4cf0369a133f0a8d',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"","event":"Moved","kind":"failed","machine":"order","source":"pending","target":"cancelled","trigger":"cancel"},"seq":3}','2568e9001a5c65c8a09a077a4bc18086a88b172fa4b3dc814bee8ae62ab6f472');
INSERT INTO "tilaus_events" VALUES(44,'51a952aa8c78db4d4cf0369a133f0a8d',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":4194304},"source":"pending","target":"cancelled","trigger":"call_off"},"seq":4}','f8f5121103b88e525d5fdbb5d837a90189b18724dabf2dfe372f213a2f429751');
INSERT INTO "tilaus_events" VALUES(45,'51a952aa8c78db4d4cf0369a133f0a8d',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"payment","source":"created","target":"voided","trigger":"withdraw"},"seq":5}','1d1c46470934ace33e10aff77c9237f9a02c4f8aa67706a65b5f6306233baba9');
INSERT INTO "tilaus_events" VALUES(46,'7d1fffce048bdc6d8b2ad244d20ef83f',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"7d1fffce048bdc6d8b2ad244d20ef83f","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50005,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"f2d44ff4cd6c61629bcb9d0a025ab5da"}},"seq":1}','4e3174389c89d012c4cad45346ec9c2fb3b8d3f8ce6e0bb11ec93cd71bd80d48');
INSERT INTO "tilaus_events" VALUES(47,'7d1fffce048bdc6d8b2ad244d20ef83f',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_3f9dd3243a9b1bbc","payment":"1","reference":"pay_3f9dd3243a9b1bbc"},"seq":2}','2142f20736a758fffe68193b0abd7f6bba13a32d0223e69d4c9ae97e75a6089d');
INSERT INTO "tilaus_events" VALUES(48,'7d1fffce048bdc6d8b2ad244d20ef83f',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"","event":"Moved","kind":"failed","machine":"order","source":"pending","target":"cancelled","trigger":"cancel"},"seq":3}','95689f5bf73e0ca2ae889cf8d65871bc4f956cbdca608d987cd2be8ac9495f54');
INSERT INTO "tilaus_events" VALUES(49,'7d1fffce048bdc6d8b2ad244d20ef83f',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":4194304},"source":"pending","target":"cancelled","trigger":"call_off"},"seq":4}','fb89d52430ab9a88510727cb90adffe96eea46cde6d5e9cccb8ba4c74eb7b2a2');
INSERT INTO "tilaus_events" VALUES(50,'7d1fffce048bdc6d8b2ad244d20ef83f',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"payment","source":"created","target":"voided","trigger":"withdraw"},"seq":5}','4f8d6d49540bd3d94ad9948bf363bd7889e9925acd5fad389d6b8c4e2cf30385');
INSERT INTO "tilaus_events" VALUES(51,'7d1fffce048bdc6d8b2ad244d20ef83f',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"voided","target":"captured","trigger":"capture"},"seq":6}','6ae60f4beb04893717971812f97013a11a5f1a895bb165e09d9f84af9ec499be');
INSERT INTO "tilaus_events" VALUES(52,'7d1fffce048bdc6d8b2ad244d20ef83f',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":false,"payment":"1"},"seq":7}','23ad5108664919a98bfe5fa0ece5bf12241595f5f84a1f8ac46b80452e8e3543');
INSERT INTO "tilaus_events" VALUES(53,'7d1fffce048bdc6d8b2ad244d20ef83f',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"MessageParked","parked":{"about":"1","at":"2026-01-05T09:00:00.123456+00:00","id":"8","machine":"payment","what":"captured","why":{"personal":8388608}}},"seq":8}','0ced09295e72187ee1837a9baa4c3711158b2a016b559aae4b24997ca93da585');
INSERT INTO "tilaus_events" VALUES(54,'9acbcb8da70e7aa1895f4d3060d46e24',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"9acbcb8da70e7aa1895f4d3060d46e24","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Instagram likes","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50006,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"2a8c9b2938f4346119fee6105b99ad3f"}},"seq":1}','f5ff9f99166ef2573a8e40eb78b97ba08a82d9527f73bea1eb6c55ccf3ee53d3');
INSERT INTO "tilaus_events" VALUES(55,'9acbcb8da70e7aa1895f4d3060d46e24',2,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_898a3711803f3371","payment":"1","reference":"pay_898a3711803f3371"},"seq":2}','d6bcb4347da2079da8805930eba27bb33e6f4e8c549773b46b5f9dd31cf90cdd');
INSERT INTO "tilaus_events" VALUES(56,'9acbcb8da70e7aa1895f4d3060d46e24',3,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','cd71a6086186480a2dfb258748290da252348b5384688506e2dfe5715f209adb');
INSERT INTO "tilaus_events" VALUES(57,'9acbcb8da70e7aa1895f4d3060d46e24',4,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','20aae3abbc1e8ac92714ab0fe4c11060e0f0525f880f764e3c18cf71d100096e');
INSERT INTO "tilaus_events" VALUES(58,'9acbcb8da70e7aa1895f4d3060d46e24',5,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','0bec17a18057ad0ecebad4107e087971323f8f13e788f7b1f0afd0c44cc31b49');
INSERT INTO "tilaus_events" VALUES(59,'9acbcb8da70e7aa1895f4d3060d46e24',6,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','02c4f441395677b44868006418472aa8494493dfbb240ccdf9f26ae142e6cda7');
INSERT INTO "tilaus_events" VALUES(60,'9acbcb8da70e7aa1895f4d3060d46e24',7,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}','5f0e4f654a33cae51a9a19639b31ad38eee6dffe90eb355ff6658cad25790316');
INSERT INTO "tilaus_events" VALUES(61,'9acbcb8da70e7aa1895f4d3060d46e24',8,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"held","machine":"payment","source":"captured","target":"disputed","trigger":"dispute"},"seq":8}','ce5a9abce812e3ced2ce4ce841ea139f9b3f01f9f6f45a4bb54243471c887bc8');
INSERT INTO "tilaus_events" VALUES(62,'9acbcb8da70e7aa1895f4d3060d46e24',9,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"held","machine":"order","source":"processing","target":"on_hold","trigger":"dispute"},"seq":9}','2e87e2667b069b2b38f9465c0eb4f8049cafb82f76645f64a0c8ed51c1ad47c3');
INSERT INTO "tilaus_events" VALUES(63,'d36787443064e9171fe8f6df70463d2d',1,'{"at":"2026-01-05T09:00:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:00:00.123456+00:00","id":"d36787443064e9171fe8f6df70463d2d","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50007,"payments":[{"amount_minor":334,"created_at":"2026-01-05T09:00:00.123456+00:00","expires_at":"2026-01-06T09:00:00.123456+00:00","fee_minor":34,"id":"1","method":"google_pay","provider":"sandbox"}],"placed_at":"2026-01-05T09:00:00.123456+00:00","token":"20b8d490de675140698b51d8883fc9cb"}},"seq":1}','1bf46fa8e354d794811ea61050411227192e5038a9e5294f491312ace1aa231e');
INSERT INTO "tilaus_events" VALUES(64,'d36787443064e9171fe8f6df70463d2d',2,'{"at":"2026-01-05T09:09:20.123456+00:00","by":{"role":"system"},"event":{"event":"MessageParked","parked":{"about":"1","at":"2026-01-05T09:09:20.123456+00:00","id":"2","machine":"order","what":"create_payment","why":{"personal":2097152}}},"seq":2}','f3053c5919e58a5d220e5f6ae75c0654f1b74e6882bd8e1df2f775b8b1753ada');
INSERT INTO "tilaus_events" VALUES(65,'9076cb6e8739d2d0730c02361a8b036c',1,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"9076cb6e8739d2d0730c02361a8b036c","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"X posts","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50008,"payments":[{"amount_minor":655,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"47bf8d28ae23c6a5e2f0a85af2b63d63"}},"seq":1}','a6fd1153b6c8c472d25507d832375d57694f3ab3897f1e7f69229b54845b6f28');
INSERT INTO "tilaus_events" VALUES(66,'9076cb6e8739d2d0730c02361a8b036c',2,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_e227010bc22a9bb5","payment":"1","reference":"pay_e227010bc22a9bb5"},"seq":2}','94fdf965f01d13688bf42aa57ed9a32ca0628c887a8c3818e951098ba58bb942');
INSERT INTO "tilaus_events" VALUES(67,'9076cb6e8739d2d0730c02361a8b036c',3,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','c89673935aa6be22226aaf1b1a06c843d97a07e7d82a9f8b45f384103d3d2a75');
INSERT INTO "tilaus_events" VALUES(68,'9076cb6e8739d2d0730c02361a8b036c',4,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','4bdcfb84abc64699127ddf7fe99b77b4ec32e232738271bd96856c43a875f595');
INSERT INTO "tilaus_events" VALUES(69,'9076cb6e8739d2d0730c02361a8b036c',5,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','69240ca0c5245eaf447672a44e7ccfd928bcf0de80f1c315f21475c2ba83cf69');
INSERT INTO "tilaus_events" VALUES(70,'9076cb6e8739d2d0730c02361a8b036c',6,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','3018557e7c8b22cb89cf5bf273bfc815e4917e68af15d78e14ead3ad3b5eda47');
INSERT INTO "tilaus_events" VALUES(71,'9076cb6e8739d2d0730c02361a8b036c',7,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}','990273cbbcc8d4831cc8b02692f4046912e57b6db3fb0c9b068a4a9bf95f4f92');
INSERT INTO "tilaus_events" VALUES(72,'9076cb6e8739d2d0730c02361a8b036c',8,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}','9793cf0ddf74716d74d49eb1644212cb459df1d2b8e2d012eca96d76af52b45e');
INSERT INTO "tilaus_events" VALUES(73,'9076cb6e8739d2d0730c02361a8b036c',9,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}','322d789af3c9752e5c3ca030b793f57672ec3263deccbbf9f5d14c52db993822');
INSERT INTO "tilaus_events" VALUES(74,'9076cb6e8739d2d0730c02361a8b036c',10,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":10485760},"source":"processing","target":"cancelled","trigger":"fail"},"seq":10}','74c65865cf10c4409c7cb115bdf8b164358fb17eac838bccb808fcb58aa860c2');
INSERT INTO "tilaus_events" VALUES(75,'9076cb6e8739d2d0730c02361a8b036c',11,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T09:10:00.123456+00:00","until":"2026-01-12T09:10:00.123456+00:00"}},"seq":11}','120e587150d216e33f4ffb4036cba6a5c944c188a63df1980ee376a7614ac5b5');
INSERT INTO "tilaus_events" VALUES(76,'9076cb6e8739d2d0730c02361a8b036c',12,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"2"},"seq":12}','a2b8fded0c5a11484f6a3c6007b86da7d8709c00289932dd5258cc5987d122c9');
INSERT INTO "tilaus_events" VALUES(77,'9076cb6e8739d2d0730c02361a8b036c',13,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":13}','7fba7c8c05f8a312074c0b65a9e5818ea5c94dd4d5778632bfc7018a02ab75ed');
INSERT INTO "tilaus_events" VALUES(78,'64ee77680400f662e87a2cb800aaac55',1,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"64ee77680400f662e87a2cb800aaac55","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50009,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"25bf1c6a39cd31552166fc50aa73dfd5"}},"seq":1}','da653bf8c2b2fd51d8ff239066b89aaef301a4107634b8ba1cd97327aa6610fc');
INSERT INTO "tilaus_events" VALUES(79,'64ee77680400f662e87a2cb800aaac55',2,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_95d93b8caf2c11aa","payment":"1","reference":"pay_95d93b8caf2c11aa"},"seq":2}','37e1eddd6339094ac3072c7090702c0ebd771206dbc2a6856f4fd1102e8d6ead');
INSERT INTO "tilaus_events" VALUES(80,'64ee77680400f662e87a2cb800aaac55',3,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','8b7a367d938b441460a72addf55050be8487230ac26c1fcd8c3f775da72d9cad');
INSERT INTO "tilaus_events" VALUES(81,'64ee77680400f662e87a2cb800aaac55',4,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','cbf945430850bab9e2df8ee2761a0a03276ade9b33682042e178dccf720ca493');
INSERT INTO "tilaus_events" VALUES(82,'64ee77680400f662e87a2cb800aaac55',5,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','087832a565d20d747cac118ccf4c1b0741d9c232140cb3c91b1b841043f3b960');
INSERT INTO "tilaus_events" VALUES(83,'64ee77680400f662e87a2cb800aaac55',6,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','a7fe3c22e70ad253f689e8d4a060475bb165aeb607aec84cbea22705ae6d3748');
INSERT INTO "tilaus_events" VALUES(84,'64ee77680400f662e87a2cb800aaac55',7,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":7}','7b97d04de49f66cd4a0ec8529e4d0640a318037cfc0ad9a9925834c606dd0278');
INSERT INTO "tilaus_events" VALUES(85,'4e216127425462ed2f975e9c1e08fedd',1,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"4e216127425462ed2f975e9c1e08fedd","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50010,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"e359bf88908f41894484b4ec7989e0b2"}},"seq":1}','a77d2448290ef670d56b6561edc31b9bf40158de3e8609a0b721eeb65ef6286e');
INSERT INTO "tilaus_events" VALUES(86,'4e216127425462ed2f975e9c1e08fedd',2,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_91453a97012fc670","payment":"1","reference":"pay_91453a97012fc670"},"seq":2}','96bf82c6c96bf0e23354bb25ab05bb85f000b5bbeb31c55014bf5814bdd7c61a');
INSERT INTO "tilaus_events" VALUES(87,'4e216127425462ed2f975e9c1e08fedd',3,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','45520da690d1938053faca00c0aa34b57f5fe387a306c1337727a476325adacc');
INSERT INTO "tilaus_events" VALUES(88,'4e216127425462ed2f975e9c1e08fedd',4,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','a6a85efce65143acc4d43a190022d234a51835375c40e5807a9a06abbbb5cfe1');
INSERT INTO "tilaus_events" VALUES(89,'4e216127425462ed2f975e9c1e08fedd',5,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','4d4e4844ca33a114996a95c267b9d64ed00facfd2d42ac48f5cc0756bd9fff76');
INSERT INTO "tilaus_events" VALUES(90,'4e216127425462ed2f975e9c1e08fedd',6,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"item","source":"pending","target":"on_hold","trigger":"wait"},"seq":6}','249c99b019cddae2959770066d8ca6374ecca293ece79d08b09cc764220839d8');
INSERT INTO "tilaus_events" VALUES(91,'10291984628f9a474388bf4f80bc4350',1,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T09:10:00.123456+00:00","id":"10291984628f9a474388bf4f80bc4350","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50011,"payments":[{"amount_minor":345,"created_at":"2026-01-05T09:10:00.123456+00:00","expires_at":"2026-01-06T09:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T09:10:00.123456+00:00","token":"34bad2ef2cfef1e18b061273eb458bc0"}},"seq":1}','30ffef12f26d2f9cf2b5bd7935eb7972f285e617823be1a908cdaad339c06dbe');
INSERT INTO "tilaus_events" VALUES(92,'10291984628f9a474388bf4f80bc4350',2,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_86d6319eb8026348","payment":"1","reference":"pay_86d6319eb8026348"},"seq":2}','7fff5c450881d55753a031baaedf45417fa862cb7b0f8d7031d4a6370255a7b3');
INSERT INTO "tilaus_events" VALUES(93,'10291984628f9a474388bf4f80bc4350',3,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','7fa1e4ecd57a39e2ee978d06cf095300b6d6c93c38a3181654be2ecd0dc96f58');
INSERT INTO "tilaus_events" VALUES(94,'10291984628f9a474388bf4f80bc4350',4,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":345,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','3cf1737e1f99d07efdda319a75c4ec58819991e93391b4595a39245df9ec844a');
INSERT INTO "tilaus_events" VALUES(95,'10291984628f9a474388bf4f80bc4350',5,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','446295b5a1b4520b1c2377c4e3b7fd9d368e006ebf394d11d09896fa6dc55e7d');
INSERT INTO "tilaus_events" VALUES(96,'10291984628f9a474388bf4f80bc4350',6,'{"at":"2026-01-05T09:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"item","source":"pending","target":"on_hold","trigger":"wait"},"seq":6}','5107ee15cde3d0831f2e438a7a631213630f706528648ffdf67c524a52d335c4');
INSERT INTO "tilaus_events" VALUES(97,'64ee77680400f662e87a2cb800aaac55',8,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":25,"event":"Progressed","item":"1"},"seq":8}','a83885bd768505c1d4d085014a6413bc167084ec6e81f99ce193c7e4e96c848f');
INSERT INTO "tilaus_events" VALUES(98,'e4505fea4964d66346b4138c4ff7996b',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"e4505fea4964d66346b4138c4ff7996b","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"YouTube views","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50012,"payments":[{"amount_minor":100,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-05T11:10:00.123456+00:00","fee_minor":0,"id":"1","method":"wallet","provider":"wallet"},{"amount_minor":231,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":31,"id":"2","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"7225da4c426003e79829c791bc791207"}},"seq":1}','b118569f7789facddb5f998eebbc7eb432e1fb8b0760f671bc4399aba9ccfced');
INSERT INTO "tilaus_events" VALUES(99,'e4505fea4964d66346b4138c4ff7996b',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","payment":"1","reference":"e4505fea4964d66346b4138c4ff7996b/wallet/1/spend"},"seq":2}','36341705e8193c68036215ea640133db04cccb7aba3757d46475a8a3e10368ba');
INSERT INTO "tilaus_events" VALUES(100,'e4505fea4964d66346b4138c4ff7996b',3,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','3327b30ce4f94aef7fc3d504f8fe48ca3c9d7dcd23d54f00021c7416ff8d7794');
INSERT INTO "tilaus_events" VALUES(101,'e4505fea4964d66346b4138c4ff7996b',4,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":100,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','b037e7bcb857f28253cc7e3354b5dd71e5eba1c7f073b6a8ddffcb1c3917ee28');
INSERT INTO "tilaus_events" VALUES(102,'e4505fea4964d66346b4138c4ff7996b',5,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_dbb43775018b12de","payment":"2","reference":"pay_dbb43775018b12de"},"seq":5}','781f657a5b577455bf045f50c0d584cf4b4766529694b1cbd2e8a1ef24c27325');
INSERT INTO "tilaus_events" VALUES(103,'e4505fea4964d66346b4138c4ff7996b',6,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"2","event":"Moved","kind":"waiting","machine":"payment","source":"created","target":"authorised","trigger":"authorise"},"seq":6}','5b2129418325ae2fb216e3efe9adabb17775fd7fcb66e182fe4c91b1c5875041');
INSERT INTO "tilaus_events" VALUES(104,'e4505fea4964d66346b4138c4ff7996b',7,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"2","event":"Moved","kind":"finished","machine":"payment","source":"authorised","target":"captured","trigger":"capture"},"seq":7}','f968389468c088c3f47bd648f8df07911fcd85cbc94935c457183f1a007c6bda');
INSERT INTO "tilaus_events" VALUES(105,'e4505fea4964d66346b4138c4ff7996b',8,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":231,"event":"Captured","is_applied":true,"payment":"2"},"seq":8}','b12197b79ba8cf2a4786a892f4e83b555805b5e4d532fdb89a5cc379859b3933');
INSERT INTO "tilaus_events" VALUES(106,'e4505fea4964d66346b4138c4ff7996b',9,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":9}','ce4a117f045db59b35358089cca4b41f4ca8e4c6b80f2d613893552f8a2a6585');
INSERT INTO "tilaus_events" VALUES(107,'e4505fea4964d66346b4138c4ff7996b',10,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":10}','42ce49e959d179e29c0defba97a1bdf53a1b0d17083bed802cd4d89fe647e3a2');
INSERT INTO "tilaus_events" VALUES(108,'e4505fea4964d66346b4138c4ff7996b',11,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":11}','325d4dc66120348d1b41455b31099f21aa6f08c6f9e925b36aafe5db8e02013b');
INSERT INTO "tilaus_events" VALUES(109,'714cc6c0d0d58e2254165078fd1b0f0a',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-12T10:10:00.123456+00:00","id":"714cc6c0d0d58e2254165078fd1b0f0a","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50013,"payments":[{"amount_minor":300,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-12T10:10:00.123456+00:00","fee_minor":0,"id":"1","method":"bank_transfer","provider":"banktransfer"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"1b9e67788e1fccdf721d199a592f512d"}},"seq":1}','6f2a8049518b2ee388cbca0a8d8af037a9a13893ff3722eda5b7fbfa788e3f31');
INSERT INTO "tilaus_events" VALUES(110,'714cc6c0d0d58e2254165078fd1b0f0a',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","payment":"1","reference":"RF8750013"},"seq":2}','c99782f61e2c8365477fc2fbabc5be623ae29c7f2e90983db4f1cc9fffcf4bb4');
INSERT INTO "tilaus_events" VALUES(111,'e95d8f5d090eb9411ef2110585f87e8a',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"e95d8f5d090eb9411ef2110585f87e8a","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50014,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"135ed822d03842ee094359744802e8fa"}},"seq":1}','d8d3052cbba48150deab6a8e956d2e69edc2f56ebe0158f8c7092e390b2bf890');
INSERT INTO "tilaus_events" VALUES(112,'e95d8f5d090eb9411ef2110585f87e8a',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_019c76ef0eb40845","payment":"1","reference":"pay_019c76ef0eb40845"},"seq":2}','1ba1d25a1fd98de7b7643558205693e1f15e45f86c8b414c146b9604c567e396');
INSERT INTO "tilaus_events" VALUES(113,'4d46e57991e20918d927b6e142f777e4',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"4d46e57991e20918d927b6e142f777e4","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"Facebook followers","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50015,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"4dcb2efcaaf3247cbab3054678694bfe"}},"seq":1}','bb1487d3dc1c2d2bd7e1c84c5c4e44defed0a88863625460fb344aaca25fcff8');
INSERT INTO "tilaus_events" VALUES(114,'4d46e57991e20918d927b6e142f777e4',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_0764f34def279e5e","payment":"1","reference":"pay_0764f34def279e5e"},"seq":2}','3c57227ee6c03215f31957f44f40cb0ffa9ffa3d9f5245d8f3abf9bb09f4838c');
INSERT INTO "tilaus_events" VALUES(115,'4d46e57991e20918d927b6e142f777e4',3,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"waiting","machine":"payment","source":"created","target":"authorised","trigger":"authorise"},"seq":3}','5223eede2dd8229e6ea0b6e9a63e8fb0927ce0dc5c97f4d114d75a3414cf4e2f');
INSERT INTO "tilaus_events" VALUES(116,'4d46e57991e20918d927b6e142f777e4',4,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"authorised","target":"captured","trigger":"capture"},"seq":4}','d7504979f306f65959c1079ac7d3fec1bd8bd9fe1b2f7ee14eeb613a39f59685');
INSERT INTO "tilaus_events" VALUES(117,'4d46e57991e20918d927b6e142f777e4',5,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":334,"event":"Captured","is_applied":true,"payment":"1"},"seq":5}','3ebff0f9fb3718f134bc3cd43ae198d13c89a02038192ecd01dc27df8a7a7007');
INSERT INTO "tilaus_events" VALUES(118,'4d46e57991e20918d927b6e142f777e4',6,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":6}','993fdb70d3abe7340b152c82a1bd2232f48dbfa1ca1777de6e04741adc6e900a');
INSERT INTO "tilaus_events" VALUES(119,'4d46e57991e20918d927b6e142f777e4',7,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":7}','ebc06d3a9397b614b444f6cc3b0db516bf50e97fd1756409f0dfadebc7ec899b');
INSERT INTO "tilaus_events" VALUES(120,'4d46e57991e20918d927b6e142f777e4',8,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}','bca498f06ac019b84700bacf339f7a997ca470fb7d30f614aac1d20ae158124a');
INSERT INTO "tilaus_events" VALUES(121,'4d46e57991e20918d927b6e142f777e4',9,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"failed","machine":"item","reason":{"personal":9437184},"source":"processing","target":"cancelled","trigger":"fail"},"seq":9}','88ddcae11c44897b3ae1864c0c4860102328c834089da503d7d64b81d5950863');
INSERT INTO "tilaus_events" VALUES(122,'4d46e57991e20918d927b6e142f777e4',10,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"event":"Asked","item":"1","question":{"asked_at":"2026-01-05T10:10:00.123456+00:00","until":"2026-01-12T10:10:00.123456+00:00"}},"seq":10}','cf2a7be8e5ff7d0e8772d7838365046ba419916911f74bebc9c2506dafe5f923');
INSERT INTO "tilaus_events" VALUES(123,'4d46e57991e20918d927b6e142f777e4',11,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"choice":"original","event":"Answered","item":"1"},"seq":11}','db97881a6d824a89437586faf29fdabc86539c6dab49d32b247837c2b10cd709');
INSERT INTO "tilaus_events" VALUES(124,'4d46e57991e20918d927b6e142f777e4',12,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":334,"available_at":"2026-01-12T10:10:00.123456+00:00","base_minor":300,"covers":[{"id":"1","kind":"item","minor":300,"units":100}],"fee_returned_minor":34,"id":"1","payment":"1","reason":{"personal":12582912},"requested_at":"2026-01-05T10:10:00.123456+00:00","to":"original"}},"seq":12}','64095915180b208ab2b26200244cab00dea78cf9282711cec317b07d5be55b8c');
INSERT INTO "tilaus_events" VALUES(125,'4d46e57991e20918d927b6e142f777e4',13,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"RefundNamed","reference":"ref_f019b0684b30fb18","refund":"1"},"seq":13}','4eb5f2b635884a81d5c17e37dc8880735f930e4b777cc81d611885f36ac9eab9');
INSERT INTO "tilaus_events" VALUES(126,'4d46e57991e20918d927b6e142f777e4',14,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"active","machine":"refund","source":"requested","target":"submitted","trigger":"submit"},"seq":14}','eab128ff62857f5d3100f47f533aa0b25a46cdac7434eb24a8de2dad455c466d');
INSERT INTO "tilaus_events" VALUES(127,'dcf1cd6f5c4150001f5bee2391a6d2dc',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"dcf1cd6f5c4150001f5bee2391a6d2dc","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"Instagram likes","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50016,"payments":[{"amount_minor":655,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"0c683a9e96417763062aac39a414747e"}},"seq":1}','2dfa0db1dde2e51adc097726c1ecbc4c46e33c87f743239adf8790b3f8f6c534');
INSERT INTO "tilaus_events" VALUES(128,'dcf1cd6f5c4150001f5bee2391a6d2dc',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_9fc410b8bf7684f5","payment":"1","reference":"pay_9fc410b8bf7684f5"},"seq":2}','9d16300921249ccb5d69daa183d673dc86078b5b9db1ab07b815ebefe842b53e');
INSERT INTO "tilaus_events" VALUES(129,'dcf1cd6f5c4150001f5bee2391a6d2dc',3,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','9d03878a2371e6cc3130134cea64a86b23c66afbae158e6f6c34a39e13f785da');
INSERT INTO "tilaus_events" VALUES(130,'dcf1cd6f5c4150001f5bee2391a6d2dc',4,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','e9fde6f4c777b61ee577e76b79cd2b986a9b59222fbf73d7398755af5d18f215');
INSERT INTO "tilaus_events" VALUES(131,'dcf1cd6f5c4150001f5bee2391a6d2dc',5,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','35b92534276a3c5b83661fac3f2ef51c42fe252272b7a75c681d72d2f9230ad9');
INSERT INTO "tilaus_events" VALUES(132,'dcf1cd6f5c4150001f5bee2391a6d2dc',6,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','66de2de71812f33004862a9b48b0f37483ff99c17f7cf00a5872c6e5253b37be');
INSERT INTO "tilaus_events" VALUES(133,'dcf1cd6f5c4150001f5bee2391a6d2dc',7,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}','e57a7759838bc145d4ffc494e5ee41eb561d04e4d71e035395cc03c6c57dc92e');
INSERT INTO "tilaus_events" VALUES(134,'dcf1cd6f5c4150001f5bee2391a6d2dc',8,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":8}','b948f03b1f51eb25d73519e22ee8a5e860475848a0438120dbb8b6a42af4b51e');
INSERT INTO "tilaus_events" VALUES(135,'dcf1cd6f5c4150001f5bee2391a6d2dc',9,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"2","event":"Moved","kind":"active","machine":"item","source":"pending","target":"processing","trigger":"start"},"seq":9}','da104465e4fda7cfa6fedd4f1865c8e315b66f789f79f922cdc1b1ef6db93682');
INSERT INTO "tilaus_events" VALUES(136,'dcf1cd6f5c4150001f5bee2391a6d2dc',10,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"delivered":100,"event":"Progressed","item":"1"},"seq":10}','3570095f358fd824ed345fe76c014dfcec422b6db998b7522ba28c26578277db');
INSERT INTO "tilaus_events" VALUES(137,'dcf1cd6f5c4150001f5bee2391a6d2dc',11,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"server"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"item","source":"processing","target":"completed","trigger":"deliver"},"seq":11}','20af8ca25f986a2ff3c0cfe7d848781c325236035ee9fa4328fa60ad975a7270');
INSERT INTO "tilaus_events" VALUES(138,'dcf1cd6f5c4150001f5bee2391a6d2dc',12,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"desk-1","role":"staff"},"event":{"event":"RefundRequested","refund":{"amount_minor":120,"available_at":"2026-01-05T10:10:00.123456+00:00","base_minor":120,"covers":[{"id":"1","kind":"item","minor":120,"units":40}],"fee_kept_minor":11,"id":"1","payment":"1","requested_at":"2026-01-05T10:10:00.123456+00:00","to":"original"}},"seq":12}','bbcbf26e1255f6ed5bfe5ccc09e90cc9537f7654efbb6cbc98786b93ae3d9f66');
INSERT INTO "tilaus_events" VALUES(139,'d80a0b95e88f3878e6e3b26767138378',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"d80a0b95e88f3878e6e3b26767138378","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50017,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"google_pay","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"9be3cdb55870f2a6514629afc8f4cef9"}},"seq":1}','6460ef1691cf5c066715f36f09aa459d3b684ec471b191d3b497e40c84e9e6d6');
INSERT INTO "tilaus_events" VALUES(140,'412da1463cccf922b3f821e448bb7beb',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"412da1463cccf922b3f821e448bb7beb","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50018,"payments":[{"amount_minor":334,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":34,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"4e5e8ac8f3e984abf27ec50a9ec27c12"}},"seq":1}','624b83ae7c74c4cbbd5bd86b47485c18ed1875f58a282e31d2215a32f205feff');
INSERT INTO "tilaus_events" VALUES(141,'bba49da2ccd590cc4193703057ec61b0',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"bba49da2ccd590cc4193703057ec61b0","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50019,"payments":[{"amount_minor":345,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":45,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"abf763aa8a32ba42f338ee767904b787"}},"seq":1}','2d20e876b6961bb5123266b42f2e08008cb3d5b43868078ccd852e6a455a8a57');
INSERT INTO "tilaus_events" VALUES(142,'ec6476a0813f2cc97dceb1a20729497e',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"id":"member-1","role":"customer"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"id":"member-1","language":"fi","name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"ec6476a0813f2cc97dceb1a20729497e","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"Facebook followers","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50020,"payments":[{"amount_minor":655,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":55,"id":"1","method":"paypal","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"ba102574788ea09e64ab0a16a3e5ba22"}},"seq":1}','cd2d55d739b5dcac96ba24006e880dcfd58fcc06f119926f36002bd169a34309');
INSERT INTO "tilaus_events" VALUES(143,'ec6476a0813f2cc97dceb1a20729497e',2,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"event":"PaymentNamed","pay_url":"https://pay.sandbox.example/pay_1af35c548f346304","payment":"1","reference":"pay_1af35c548f346304"},"seq":2}','ec11549f80a6017e17f9b15a18d842f894121aefa255b92513153a871c9a952b');
INSERT INTO "tilaus_events" VALUES(144,'ec6476a0813f2cc97dceb1a20729497e',3,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"about":"1","event":"Moved","kind":"finished","machine":"payment","source":"created","target":"captured","trigger":"capture"},"seq":3}','229ca1731c9eaca05d3e9db12dcf150dc42000bceed9afe504c7ebc764a8b814');
INSERT INTO "tilaus_events" VALUES(145,'ec6476a0813f2cc97dceb1a20729497e',4,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"processor"},"event":{"captured_minor":655,"event":"Captured","is_applied":true,"payment":"1"},"seq":4}','63a1e4dec68bcad0a1a4f6f39b4db860db28297b96a50e5d58bb8982479d04eb');
INSERT INTO "tilaus_events" VALUES(146,'ec6476a0813f2cc97dceb1a20729497e',5,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"about":"","event":"Moved","kind":"active","machine":"order","source":"pending","target":"processing","trigger":"confirm"},"seq":5}','daa628a8c25be3bd71d6121f30c45d51f78cb8e6f4c7de98f9ecbc9d1d2730a5');
INSERT INTO "tilaus_events" VALUES(147,'ec6476a0813f2cc97dceb1a20729497e',6,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"1"},"seq":6}','1e52cec31c54e713c63a7e1ee985cf7f418c79201c55ad6b5dcf7f9f6d610e2e');
INSERT INTO "tilaus_events" VALUES(148,'ec6476a0813f2cc97dceb1a20729497e',7,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"system"},"event":{"attempt":1,"event":"HandedOver","item":"2"},"seq":7}','fa7dcc9896c735cfaadf714acabf2f83495a8899e0d5d4496c77db6b23b81f36');
INSERT INTO "tilaus_events" VALUES(149,'baa3af5c0df9c6e788f6ab14ade8e09f',1,'{"at":"2026-01-05T10:10:00.123456+00:00","by":{"role":"guest"},"event":{"event":"Placed","order":{"currency":{"code":"EUR","exponent":2},"customer":{"email":{"personal":1048576},"name":{"personal":1048577}},"expires_at":"2026-01-06T10:10:00.123456+00:00","id":"baa3af5c0df9c6e788f6ab14ade8e09f","items":[{"id":"1","instance":{"personal":1048579},"quantity":100,"service":"X posts","target":{"personal":1048578},"total_minor":300,"unit_minor":3},{"id":"2","instance":{"personal":1048581},"quantity":100,"service":"YouTube views","target":{"personal":1048580},"total_minor":300,"unit_minor":3}],"lifecycle":"shipped/1/8b358c376a79c599","number":50021,"payments":[{"amount_minor":642,"created_at":"2026-01-05T10:10:00.123456+00:00","expires_at":"2026-01-06T10:10:00.123456+00:00","fee_minor":42,"id":"1","method":"card","provider":"sandbox"}],"placed_at":"2026-01-05T10:10:00.123456+00:00","token":"c830e8e3a50843865d65cf7a442d5274"}},"seq":1}','a6048d04ee12555e5515534b8e409a36adea9cd39d600e1a53f20fdb991aca3c');
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
    question       TEXT, silent_at TEXT, is_silent INTEGER NOT NULL DEFAULT 0
    CHECK (is_silent IN (0, 1)),
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_items" VALUES('10291984628f9a474388bf4f80bc4350','1',0,'YouTube views','a1ca2cc0e3e5ea1d1812dc3363d235b4','on_hold','waiting',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('125c0dc0f41ae1c74bcb2fce80343d64','1',0,'Facebook followers','89dbd9abd700e20aad293ffbc5a3be8f','refunded','closed',100,0,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('3fa9239e821bf1ba8154c34444a10e12','1',0,'X posts','f0ea74b5783131c2ff9f378049426e74','completed','finished',100,100,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('3fa9239e821bf1ba8154c34444a10e12','2',1,'X posts','2b98ec22d3ae2c0c357610c6206dc836','completed','finished',100,100,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('412da1463cccf922b3f821e448bb7beb','1',0,'X posts','c28713f7c8fe25c027187e8fb750c2d5','pending','initial',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('4d46e57991e20918d927b6e142f777e4','1',0,'Facebook followers','3c512ff3a112ae7bea09351dcb31903a','cancelled','failed',100,0,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('4e216127425462ed2f975e9c1e08fedd','1',0,'YouTube views','a1ca2cc0e3e5ea1d1812dc3363d235b4','on_hold','waiting',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('51a952aa8c78db4d4cf0369a133f0a8d','1',0,'X posts','1c1c1855cd173fa59400e72a08521177','cancelled','failed',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('64ee77680400f662e87a2cb800aaac55','1',0,'YouTube views','a1ca2cc0e3e5ea1d1812dc3363d235b4','processing','active',100,25,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('714cc6c0d0d58e2254165078fd1b0f0a','1',0,'X posts','bb66091e64c5091f802b57333a9f22a5','pending','initial',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f','1',0,'X posts','e5a72ba15c412392df0ff46c0fbd274a','cancelled','failed',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae','1',0,'X posts','','completed','finished',100,100,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('9076cb6e8739d2d0730c02361a8b036c','1',0,'Facebook followers','f1a5d54bb5d9a48a72fc518d3966a73e','cancelled','failed',100,0,1,1,3,0,0,300,'{"asked_at":"2026-01-05T09:10:00.123456+00:00","until":"2026-01-12T09:10:00.123456+00:00"}',NULL,0);
INSERT INTO "tilaus_items" VALUES('9076cb6e8739d2d0730c02361a8b036c','2',1,'X posts','c0b9e2fd6dd79469cd0f09fb76f1e1a5','completed','finished',100,100,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('9acbcb8da70e7aa1895f4d3060d46e24','1',0,'Instagram likes','b7a9b5e302bb6fd7c3c729571c13bb51','processing','active',100,0,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f','1',0,'X posts','bfdaea17384373457cc46a2741cfe09d','pending','initial',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f','2',1,'YouTube views','a1ca2cc0e3e5ea1d1812dc3363d235b4','pending','initial',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('bba49da2ccd590cc4193703057ec61b0','1',0,'X posts','0dd4fd609d63a9e444c44345363041ec','pending','initial',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('d36787443064e9171fe8f6df70463d2d','1',0,'X posts','dbfca38c301a7d640e6e63fc5731e2aa','pending','initial',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('d80a0b95e88f3878e6e3b26767138378','1',0,'X posts','a9507c632dfcad25f7a98944f6966613','pending','initial',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc','1',0,'X posts','33348d5a14a1392fcdb7441ef0462e13','completed','finished',100,100,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc','2',1,'Instagram likes','5fa731b18794691ccb3ab73b1c6e83f0','processing','active',100,0,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('e4505fea4964d66346b4138c4ff7996b','1',0,'YouTube views','0d7f62dae70dae4b4f2ff9fd8e5137b8','processing','active',100,0,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('e95d8f5d090eb9411ef2110585f87e8a','1',0,'X posts','cbc2d6c8f87d27ec1ffee4a2f50710ce','pending','initial',100,0,0,0,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('ec6476a0813f2cc97dceb1a20729497e','1',0,'X posts','31ab5beea8f876663755b07f6cb99a34','pending','initial',100,0,1,1,3,0,0,300,NULL,NULL,0);
INSERT INTO "tilaus_items" VALUES('ec6476a0813f2cc97dceb1a20729497e','2',1,'Facebook followers','65fc2fb3313c53e99d1ef61b4043e12d','pending','initial',100,0,1,1,3,0,0,300,NULL,NULL,0);
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
INSERT INTO "tilaus_marks" VALUES('concern:disputed','9acbcb8da70e7aa1895f4d3060d46e24');
INSERT INTO "tilaus_marks" VALUES('concern:parked','7d1fffce048bdc6d8b2ad244d20ef83f');
INSERT INTO "tilaus_marks" VALUES('concern:parked','d36787443064e9171fe8f6df70463d2d');
INSERT INTO "tilaus_marks" VALUES('concern:question-open','9076cb6e8739d2d0730c02361a8b036c');
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
INSERT INTO "tilaus_migrations" VALUES(1,'0001_orders_journal_books.sql','f7e441c8c567729b9f580d2f8b653229816d8467e622996e6a2a6b19066ab042','2026-11-24 03:00:07');
INSERT INTO "tilaus_migrations" VALUES(2,'0002_carriers.sql','4d725ac9c5607f013b70a4ca3d16bb50124f85f1d4e9cfbcceef7ebad430a9fa','2026-11-24 03:00:07');
INSERT INTO "tilaus_migrations" VALUES(3,'0003_fees_and_silence.sql','013596ae94b328c752703661a5dda3c21d0c517ccb2402590ce4c854d60654f5','2026-11-24 03:00:07');
INSERT INTO "tilaus_migrations" VALUES(4,'0004_feed.sql','16acef1e390e4edd34a9119922f1ce884f5916aa354a3593c8d3ec0a2a3ca6e9','2026-11-24 03:00:07');
INSERT INTO "tilaus_migrations" VALUES(5,'0005_shelf.sql','31e2f8cf9bfa0db0078484b3ba482ab24bc36bce942c555a9f3913dee054c849','2026-11-24 03:00:07');
INSERT INTO "tilaus_migrations" VALUES(6,'0006_attention.sql','64e0ce008d447d6dadbb5a3af7fd6ad3ebb22d081ee850b38792ddf239ec986e','2026-11-24 03:00:07');
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
, head_via TEXT) STRICT;
INSERT INTO "tilaus_orders" VALUES('3fa9239e821bf1ba8154c34444a10e12',50001,14,'completed','finished','','','EUR',2,'member-1','fi','a19794809d43327665d9a61bbce452a7','shipped/1/8b358c376a79c599',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,7,NULL);
INSERT INTO "tilaus_orders" VALUES('125c0dc0f41ae1c74bcb2fce80343d64',50002,15,'refunded','closed','','','EUR',2,'','en','571e4bc176bb13a66cc1390c09a3f774','shipped/1/8b358c376a79c599',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,11,NULL);
INSERT INTO "tilaus_orders" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae',50003,11,'completed','finished','','','EUR',2,'','en','','shipped/1/8b358c376a79c599',1,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,6,NULL);
INSERT INTO "tilaus_orders" VALUES('51a952aa8c78db4d4cf0369a133f0a8d',50004,5,'cancelled','failed','','','EUR',2,'member-1','fi','f217e7d00a1fe1548759a56952c4da87','shipped/1/8b358c376a79c599',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,5,NULL);
INSERT INTO "tilaus_orders" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f',50005,8,'cancelled','failed','','','EUR',2,'member-1','fi','f2d44ff4cd6c61629bcb9d0a025ab5da','shipped/1/8b358c376a79c599',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,6,NULL);
INSERT INTO "tilaus_orders" VALUES('9acbcb8da70e7aa1895f4d3060d46e24',50006,9,'on_hold','held','processing','dispute','EUR',2,'member-1','fi','2a8c9b2938f4346119fee6105b99ad3f','shipped/1/8b358c376a79c599',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,NULL,0.0,7,NULL);
INSERT INTO "tilaus_orders" VALUES('d36787443064e9171fe8f6df70463d2d',50007,2,'pending','initial','','','EUR',2,'member-1','fi','20b8d490de675140698b51d8883fc9cb','shipped/1/8b358c376a79c599',0,'2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',NULL,NULL,0.0,17,NULL);
INSERT INTO "tilaus_orders" VALUES('9076cb6e8739d2d0730c02361a8b036c',50008,13,'processing','active','','','EUR',2,'','en','47bf8d28ae23c6a5e2f0a85af2b63d63','shipped/1/8b358c376a79c599',0,'2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00','2026-01-12T09:10:00.123456+00:00',NULL,NULL,0.0,8,NULL);
INSERT INTO "tilaus_orders" VALUES('64ee77680400f662e87a2cb800aaac55',50009,8,'processing','active','','','EUR',2,'member-1','fi','25bf1c6a39cd31552166fc50aa73dfd5','shipped/1/8b358c376a79c599',0,'2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',NULL,NULL,NULL,0.0,6,NULL);
INSERT INTO "tilaus_orders" VALUES('4e216127425462ed2f975e9c1e08fedd',50010,6,'processing','active','','','EUR',2,'','en','e359bf88908f41894484b4ec7989e0b2','shipped/1/8b358c376a79c599',0,'2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',NULL,NULL,NULL,0.0,5,NULL);
INSERT INTO "tilaus_orders" VALUES('10291984628f9a474388bf4f80bc4350',50011,6,'processing','active','','','EUR',2,'member-1','fi','34bad2ef2cfef1e18b061273eb458bc0','shipped/1/8b358c376a79c599',0,'2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',NULL,NULL,NULL,0.0,5,NULL);
INSERT INTO "tilaus_orders" VALUES('e4505fea4964d66346b4138c4ff7996b',50012,11,'processing','active','','','EUR',2,'member-1','fi','7225da4c426003e79829c791bc791207','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,NULL,NULL,0.0,7,NULL);
INSERT INTO "tilaus_orders" VALUES('714cc6c0d0d58e2254165078fd1b0f0a',50013,2,'pending','initial','','','EUR',2,'member-1','fi','1b9e67788e1fccdf721d199a592f512d','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-12T10:10:00.123456+00:00','2026-01-12T10:10:00.123456+00:00',NULL,NULL,0.0,3,NULL);
INSERT INTO "tilaus_orders" VALUES('e95d8f5d090eb9411ef2110585f87e8a',50014,2,'pending','initial','','','EUR',2,'member-1','fi','135ed822d03842ee094359744802e8fa','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,NULL,0.0,3,NULL);
INSERT INTO "tilaus_orders" VALUES('4d46e57991e20918d927b6e142f777e4',50015,14,'processing','active','','','EUR',2,'member-1','fi','4dcb2efcaaf3247cbab3054678694bfe','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,NULL,NULL,0.0,10,NULL);
INSERT INTO "tilaus_orders" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc',50016,12,'processing','active','','','EUR',2,'member-1','fi','0c683a9e96417763062aac39a414747e','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,100,'2026-01-05T10:10:00.821456+00:00',0.0,8,'sandbox');
INSERT INTO "tilaus_orders" VALUES('d80a0b95e88f3878e6e3b26767138378',50017,1,'pending','initial','','','EUR',2,'member-1','fi','9be3cdb55870f2a6514629afc8f4cef9','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',103,'2026-01-05T10:10:01.055956+00:00',0.0,2,'sandbox');
INSERT INTO "tilaus_orders" VALUES('412da1463cccf922b3f821e448bb7beb',50018,1,'pending','initial','','','EUR',2,'','en','4e5e8ac8f3e984abf27ec50a9ec27c12','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',104,'2026-01-05T10:10:00.123456+00:00',1.76760786012345600132e+09,1,'notification');
INSERT INTO "tilaus_orders" VALUES('bba49da2ccd590cc4193703057ec61b0',50019,1,'pending','initial','','','EUR',2,'','en','abf763aa8a32ba42f338ee767904b787','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',106,'2026-01-05T10:10:00.123456+00:00',1.76760786012345600132e+09,1,'notification');
INSERT INTO "tilaus_orders" VALUES('ec6476a0813f2cc97dceb1a20729497e',50020,7,'processing','active','','','EUR',2,'member-1','fi','ba102574788ea09e64ab0a16a3e5ba22','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',NULL,111,'2026-01-05T10:10:00.123456+00:00',0.0,3,'notification');
INSERT INTO "tilaus_orders" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f',50021,1,'pending','initial','','','EUR',2,'','en','c830e8e3a50843865d65cf7a442d5274','shipped/1/8b358c376a79c599',0,'2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',114,'2026-01-05T10:10:00.123456+00:00',0.0,0,'notification');
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
    expires_at     TEXT    NOT NULL, provider_fee_minor INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (order_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tilaus_payments" VALUES('10291984628f9a474388bf4f80bc4350','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_86d6319eb8026348','https://pay.sandbox.example/pay_86d6319eb8026348','2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('125c0dc0f41ae1c74bcb2fce80343d64','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_ff4b91f82ca6d88f','https://pay.sandbox.example/pay_ff4b91f82ca6d88f','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('3fa9239e821bf1ba8154c34444a10e12','1',0,'paypal','sandbox','captured','finished',655,55,655,1,'pay_22fdd039fb597d4c','https://pay.sandbox.example/pay_22fdd039fb597d4c','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('412da1463cccf922b3f821e448bb7beb','1',0,'card','sandbox','created','initial',334,34,0,0,'','','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('4d46e57991e20918d927b6e142f777e4','1',0,'card','sandbox','captured','finished',334,34,334,1,'pay_0764f34def279e5e','https://pay.sandbox.example/pay_0764f34def279e5e','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('4e216127425462ed2f975e9c1e08fedd','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_91453a97012fc670','https://pay.sandbox.example/pay_91453a97012fc670','2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('51a952aa8c78db4d4cf0369a133f0a8d','1',0,'card','sandbox','voided','failed',334,34,0,0,'pay_f6b9fc3191e7c3f3','https://pay.sandbox.example/pay_f6b9fc3191e7c3f3','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('64ee77680400f662e87a2cb800aaac55','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_95d93b8caf2c11aa','https://pay.sandbox.example/pay_95d93b8caf2c11aa','2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('714cc6c0d0d58e2254165078fd1b0f0a','1',0,'bank_transfer','banktransfer','created','initial',300,0,0,0,'RF8750013','','2026-01-05T10:10:00.123456+00:00','2026-01-12T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f','1',0,'paypal','sandbox','captured','finished',345,45,345,0,'pay_3f9dd3243a9b1bbc','https://pay.sandbox.example/pay_3f9dd3243a9b1bbc','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae','1',0,'paypal','sandbox','captured','finished',345,45,345,1,'pay_8257dcc9d6cf996e','https://pay.sandbox.example/pay_8257dcc9d6cf996e','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('9076cb6e8739d2d0730c02361a8b036c','1',0,'paypal','sandbox','captured','finished',655,55,655,1,'pay_e227010bc22a9bb5','https://pay.sandbox.example/pay_e227010bc22a9bb5','2026-01-05T09:10:00.123456+00:00','2026-01-06T09:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('9acbcb8da70e7aa1895f4d3060d46e24','1',0,'paypal','sandbox','disputed','held',345,45,345,1,'pay_898a3711803f3371','https://pay.sandbox.example/pay_898a3711803f3371','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('baa3af5c0df9c6e788f6ab14ade8e09f','1',0,'card','sandbox','created','initial',642,42,0,0,'','','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('bba49da2ccd590cc4193703057ec61b0','1',0,'paypal','sandbox','created','initial',345,45,0,0,'','','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('d36787443064e9171fe8f6df70463d2d','1',0,'google_pay','sandbox','created','initial',334,34,0,0,'','','2026-01-05T09:00:00.123456+00:00','2026-01-06T09:00:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('d80a0b95e88f3878e6e3b26767138378','1',0,'google_pay','sandbox','created','initial',334,34,0,0,'','','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc','1',0,'paypal','sandbox','captured','finished',655,55,655,1,'pay_9fc410b8bf7684f5','https://pay.sandbox.example/pay_9fc410b8bf7684f5','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('e4505fea4964d66346b4138c4ff7996b','1',0,'wallet','wallet','captured','finished',100,0,100,1,'e4505fea4964d66346b4138c4ff7996b/wallet/1/spend','','2026-01-05T10:10:00.123456+00:00','2026-01-05T11:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('e4505fea4964d66346b4138c4ff7996b','2',1,'card','sandbox','captured','finished',231,31,231,1,'pay_dbb43775018b12de','https://pay.sandbox.example/pay_dbb43775018b12de','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('e95d8f5d090eb9411ef2110585f87e8a','1',0,'card','sandbox','created','initial',334,34,0,0,'pay_019c76ef0eb40845','https://pay.sandbox.example/pay_019c76ef0eb40845','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
INSERT INTO "tilaus_payments" VALUES('ec6476a0813f2cc97dceb1a20729497e','1',0,'paypal','sandbox','captured','finished',655,55,655,1,'pay_1af35c548f346304','https://pay.sandbox.example/pay_1af35c548f346304','2026-01-05T10:10:00.123456+00:00','2026-01-06T10:10:00.123456+00:00',0);
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
CREATE TABLE tilaus_subscribers (
    name          TEXT    NOT NULL PRIMARY KEY,
    position      INTEGER NOT NULL CHECK (position >= 0),
    attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_at       TEXT,
    failing_since TEXT,
    disabled_at   TEXT,
    outcome       TEXT    NOT NULL DEFAULT '',
    -- Seconds since 1970 by the lease clock, 0 where nobody holds it; and the fence.
    lease_until   REAL    NOT NULL DEFAULT 0,
    token         INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
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
INSERT INTO "tilaus_texts" VALUES(34,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(35,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(36,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(37,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(38,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(39,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(40,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(41,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(42,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(43,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(44,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(45,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(46,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(47,'d36787443064e9171fe8f6df70463d2d','effect','44','                               ',1);
INSERT INTO "tilaus_texts" VALUES(48,'d36787443064e9171fe8f6df70463d2d','event','2','["too many requests"]',0);
INSERT INTO "tilaus_texts" VALUES(49,'d36787443064e9171fe8f6df70463d2d','order','parked/2','{"why":"too many requests"}',0);
INSERT INTO "tilaus_texts" VALUES(50,'d36787443064e9171fe8f6df70463d2d','effect','44','{"outcome":"too many requests"}',0);
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
INSERT INTO "tilaus_texts" VALUES(86,'dcf1cd6f5c4150001f5bee2391a6d2dc','effect','100','{"outcome":"TimeoutError: no answer to dcf1cd6f5c4150001f5bee2391a6d2dc/refund/1/1"}',0);
INSERT INTO "tilaus_texts" VALUES(87,'d80a0b95e88f3878e6e3b26767138378','event','1','["member@example.org","A Member","https://shop.example/not-opened","X posts|shop.example/not-opened"]',0);
INSERT INTO "tilaus_texts" VALUES(88,'d80a0b95e88f3878e6e3b26767138378','order','','{"email":"member@example.org","name":"A Member"}',0);
INSERT INTO "tilaus_texts" VALUES(89,'d80a0b95e88f3878e6e3b26767138378','order','items/1','{"instance":"X posts|shop.example/not-opened","target":"https://shop.example/not-opened"}',0);
INSERT INTO "tilaus_texts" VALUES(90,'d80a0b95e88f3878e6e3b26767138378','effect','103','{"outcome":"TimeoutError: no answer"}',0);
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
CREATE TRIGGER tilaus_events_follow_each_other BEFORE INSERT ON tilaus_events
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM tilaus_events WHERE order_id = NEW.order_id)
    OR EXISTS (SELECT 1 FROM tilaus_events WHERE position = NEW.position)
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
CREATE INDEX tilaus_docs_by_end ON tilaus_docs (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX tilaus_refunds_by_reference ON tilaus_refunds (reference) WHERE reference <> '';
CREATE INDEX tilaus_orders_by_token ON tilaus_orders (token) WHERE token <> '';
CREATE INDEX tilaus_effects_hanging ON tilaus_effects (state, order_id)
    WHERE state IN ('unknown', 'dead');
CREATE INDEX tilaus_payments_by_status ON tilaus_payments (status);
CREATE INDEX tilaus_refunds_by_status ON tilaus_refunds (status);
CREATE INDEX tilaus_orders_by_day ON tilaus_orders (placed_at);
CREATE INDEX tilaus_refunds_by_day ON tilaus_refunds (requested_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('tilaus_texts',104);
INSERT INTO "sqlite_sequence" VALUES('tilaus_effects',115);
INSERT INTO "sqlite_sequence" VALUES('tilaus_entries',17);
INSERT INTO "sqlite_sequence" VALUES('tilaus_queue',2);
COMMIT;
