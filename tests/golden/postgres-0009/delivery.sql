BEGIN TRANSACTION;
CREATE TABLE habits(
    service TEXT NOT NULL, target TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (service, target));
INSERT INTO "habits" VALUES('YouTube views','','{"steps": 4, "step_s": 3600}');
INSERT INTO "habits" VALUES('Facebook followers','','{"stops_after": 0, "ends": "failed", "reason": "customer_error"}');
INSERT INTO "habits" VALUES('Instagram likes','','{"stops_after": 0, "ends": ""}');
CREATE TABLE jobs(
    key TEXT PRIMARY KEY, order_id TEXT NOT NULL, item TEXT NOT NULL, attempt INTEGER NOT NULL,
    quantity INTEGER NOT NULL, before INTEGER NOT NULL, habit TEXT NOT NULL, answer TEXT NOT NULL,
    state TEXT NOT NULL, started TEXT NOT NULL, steps INTEGER NOT NULL, delivered INTEGER NOT NULL);
INSERT INTO "jobs" VALUES('3fa9239e821bf1ba8154c34444a10e12/item/1/1','3fa9239e821bf1ba8154c34444a10e12','1',1,100,0,'{}','{"state": "done", "message": "accepted", "reference": "3fa9239e821bf1ba8154c34444a10e12/item/1/1"}','over','2026-01-05T09:00:00.123456+00:00',2,100);
INSERT INTO "jobs" VALUES('3fa9239e821bf1ba8154c34444a10e12/item/2/1','3fa9239e821bf1ba8154c34444a10e12','2',1,100,0,'{}','{"state": "done", "message": "accepted", "reference": "3fa9239e821bf1ba8154c34444a10e12/item/2/1"}','over','2026-01-05T09:00:00.123456+00:00',2,100);
INSERT INTO "jobs" VALUES('125c0dc0f41ae1c74bcb2fce80343d64/item/1/1','125c0dc0f41ae1c74bcb2fce80343d64','1',1,100,0,'{"stops_after": 0, "ends": "failed", "reason": "customer_error"}','{"state": "done", "message": "accepted", "reference": "125c0dc0f41ae1c74bcb2fce80343d64/item/1/1"}','over','2026-01-05T09:00:00.123456+00:00',1,0);
INSERT INTO "jobs" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae/item/1/1','89bb425f656cf6c4ad6a1e8e3913f0ae','1',1,100,0,'{}','{"state": "done", "message": "accepted", "reference": "89bb425f656cf6c4ad6a1e8e3913f0ae/item/1/1"}','over','2026-01-05T09:00:00.123456+00:00',2,100);
INSERT INTO "jobs" VALUES('9acbcb8da70e7aa1895f4d3060d46e24/item/1/1','9acbcb8da70e7aa1895f4d3060d46e24','1',1,100,0,'{"stops_after": 0, "ends": ""}','{"state": "done", "message": "accepted", "reference": "9acbcb8da70e7aa1895f4d3060d46e24/item/1/1"}','over','2026-01-05T09:00:00.123456+00:00',1,0);
INSERT INTO "jobs" VALUES('9076cb6e8739d2d0730c02361a8b036c/item/1/1','9076cb6e8739d2d0730c02361a8b036c','1',1,100,0,'{"stops_after": 0, "ends": "failed", "reason": "customer_error"}','{"state": "done", "message": "accepted", "reference": "9076cb6e8739d2d0730c02361a8b036c/item/1/1"}','over','2026-01-05T09:10:00.123456+00:00',1,0);
INSERT INTO "jobs" VALUES('9076cb6e8739d2d0730c02361a8b036c/item/2/1','9076cb6e8739d2d0730c02361a8b036c','2',1,100,0,'{}','{"state": "done", "message": "accepted", "reference": "9076cb6e8739d2d0730c02361a8b036c/item/2/1"}','over','2026-01-05T09:10:00.123456+00:00',2,100);
INSERT INTO "jobs" VALUES('64ee77680400f662e87a2cb800aaac55/item/1/1','64ee77680400f662e87a2cb800aaac55','1',1,100,0,'{"steps": 4, "step_s": 3600.0}','{"state": "done", "message": "accepted", "reference": "64ee77680400f662e87a2cb800aaac55/item/1/1"}','taken','2026-01-05T09:10:00.123456+00:00',2,25);
INSERT INTO "jobs" VALUES('e4505fea4964d66346b4138c4ff7996b/item/1/1','e4505fea4964d66346b4138c4ff7996b','1',1,100,0,'{"steps": 4, "step_s": 3600.0}','{"state": "done", "message": "accepted", "reference": "e4505fea4964d66346b4138c4ff7996b/item/1/1"}','taken','2026-01-05T10:10:00.123456+00:00',1,0);
INSERT INTO "jobs" VALUES('4d46e57991e20918d927b6e142f777e4/item/1/1','4d46e57991e20918d927b6e142f777e4','1',1,100,0,'{"stops_after": 0, "ends": "failed", "reason": "customer_error"}','{"state": "done", "message": "accepted", "reference": "4d46e57991e20918d927b6e142f777e4/item/1/1"}','over','2026-01-05T10:10:00.123456+00:00',1,0);
INSERT INTO "jobs" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc/item/1/1','dcf1cd6f5c4150001f5bee2391a6d2dc','1',1,100,0,'{}','{"state": "done", "message": "accepted", "reference": "dcf1cd6f5c4150001f5bee2391a6d2dc/item/1/1"}','over','2026-01-05T10:10:00.123456+00:00',2,100);
INSERT INTO "jobs" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc/item/2/1','dcf1cd6f5c4150001f5bee2391a6d2dc','2',1,100,0,'{"stops_after": 0, "ends": ""}','{"state": "done", "message": "accepted", "reference": "dcf1cd6f5c4150001f5bee2391a6d2dc/item/2/1"}','over','2026-01-05T10:10:00.123456+00:00',1,0);
CREATE TABLE outbox(
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, order_id TEXT NOT NULL,
    kind TEXT NOT NULL, doc TEXT NOT NULL, state TEXT NOT NULL);
INSERT INTO "outbox" VALUES(1,'3fa9239e821bf1ba8154c34444a10e12/1','3fa9239e821bf1ba8154c34444a10e12','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(2,'3fa9239e821bf1ba8154c34444a10e12/2','3fa9239e821bf1ba8154c34444a10e12','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "delivered", "delivered": 100, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(3,'3fa9239e821bf1ba8154c34444a10e12/3','3fa9239e821bf1ba8154c34444a10e12','DeliveryReported','{"by": {"role": "server"}, "item": "2", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(4,'3fa9239e821bf1ba8154c34444a10e12/4','3fa9239e821bf1ba8154c34444a10e12','DeliveryReported','{"by": {"role": "server"}, "item": "2", "message": "delivered", "delivered": 100, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(5,'125c0dc0f41ae1c74bcb2fce80343d64/1','125c0dc0f41ae1c74bcb2fce80343d64','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(6,'125c0dc0f41ae1c74bcb2fce80343d64/2','125c0dc0f41ae1c74bcb2fce80343d64','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "failed", "delivered": 0, "attempt": 1, "reason": "customer_error"}','acknowledged');
INSERT INTO "outbox" VALUES(7,'89bb425f656cf6c4ad6a1e8e3913f0ae/1','89bb425f656cf6c4ad6a1e8e3913f0ae','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(8,'89bb425f656cf6c4ad6a1e8e3913f0ae/2','89bb425f656cf6c4ad6a1e8e3913f0ae','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "delivered", "delivered": 100, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(9,'9acbcb8da70e7aa1895f4d3060d46e24/1','9acbcb8da70e7aa1895f4d3060d46e24','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(10,'9076cb6e8739d2d0730c02361a8b036c/1','9076cb6e8739d2d0730c02361a8b036c','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(11,'9076cb6e8739d2d0730c02361a8b036c/2','9076cb6e8739d2d0730c02361a8b036c','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "failed", "delivered": 0, "attempt": 1, "reason": "customer_error"}','acknowledged');
INSERT INTO "outbox" VALUES(12,'9076cb6e8739d2d0730c02361a8b036c/3','9076cb6e8739d2d0730c02361a8b036c','DeliveryReported','{"by": {"role": "server"}, "item": "2", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(13,'9076cb6e8739d2d0730c02361a8b036c/4','9076cb6e8739d2d0730c02361a8b036c','DeliveryReported','{"by": {"role": "server"}, "item": "2", "message": "delivered", "delivered": 100, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(14,'64ee77680400f662e87a2cb800aaac55/1','64ee77680400f662e87a2cb800aaac55','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(15,'64ee77680400f662e87a2cb800aaac55/2','64ee77680400f662e87a2cb800aaac55','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "progress", "delivered": 25, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(16,'e4505fea4964d66346b4138c4ff7996b/1','e4505fea4964d66346b4138c4ff7996b','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(17,'4d46e57991e20918d927b6e142f777e4/1','4d46e57991e20918d927b6e142f777e4','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(18,'4d46e57991e20918d927b6e142f777e4/2','4d46e57991e20918d927b6e142f777e4','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "failed", "delivered": 0, "attempt": 1, "reason": "customer_error"}','acknowledged');
INSERT INTO "outbox" VALUES(19,'dcf1cd6f5c4150001f5bee2391a6d2dc/1','dcf1cd6f5c4150001f5bee2391a6d2dc','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(20,'dcf1cd6f5c4150001f5bee2391a6d2dc/2','dcf1cd6f5c4150001f5bee2391a6d2dc','DeliveryReported','{"by": {"role": "server"}, "item": "1", "message": "delivered", "delivered": 100, "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(21,'dcf1cd6f5c4150001f5bee2391a6d2dc/3','dcf1cd6f5c4150001f5bee2391a6d2dc','DeliveryReported','{"by": {"role": "server"}, "item": "2", "message": "accepted", "delivered": 0, "attempt": 1}','acknowledged');
CREATE TABLE script(
    seq INTEGER PRIMARY KEY, operation TEXT NOT NULL, about TEXT NOT NULL, behaviour TEXT NOT NULL);
COMMIT;
