BEGIN TRANSACTION;
CREATE TABLE answers(key TEXT PRIMARY KEY, outcome TEXT NOT NULL);
INSERT INTO "answers" VALUES('3fa9239e821bf1ba8154c34444a10e12/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_22fdd039fb597d4c", "pay_url": "https://pay.sandbox.example/pay_22fdd039fb597d4c"}');
INSERT INTO "answers" VALUES('125c0dc0f41ae1c74bcb2fce80343d64/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_ff4b91f82ca6d88f", "pay_url": "https://pay.sandbox.example/pay_ff4b91f82ca6d88f"}');
INSERT INTO "answers" VALUES('125c0dc0f41ae1c74bcb2fce80343d64/refund/1/1','{"state": "done", "message": "succeeded", "reference": "ref_d3644e3f37bd7970", "amount_minor": 300}');
INSERT INTO "answers" VALUES('89bb425f656cf6c4ad6a1e8e3913f0ae/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_8257dcc9d6cf996e", "pay_url": "https://pay.sandbox.example/pay_8257dcc9d6cf996e"}');
INSERT INTO "answers" VALUES('51a952aa8c78db4d4cf0369a133f0a8d/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_f6b9fc3191e7c3f3", "pay_url": "https://pay.sandbox.example/pay_f6b9fc3191e7c3f3"}');
INSERT INTO "answers" VALUES('51a952aa8c78db4d4cf0369a133f0a8d/payment/1/void','{"state": "done", "message": "voided", "reference": "pay_f6b9fc3191e7c3f3"}');
INSERT INTO "answers" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_3f9dd3243a9b1bbc", "pay_url": "https://pay.sandbox.example/pay_3f9dd3243a9b1bbc"}');
INSERT INTO "answers" VALUES('7d1fffce048bdc6d8b2ad244d20ef83f/payment/1/void','{"state": "done", "message": "voided", "reference": "pay_3f9dd3243a9b1bbc"}');
INSERT INTO "answers" VALUES('9acbcb8da70e7aa1895f4d3060d46e24/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_898a3711803f3371", "pay_url": "https://pay.sandbox.example/pay_898a3711803f3371"}');
INSERT INTO "answers" VALUES('9076cb6e8739d2d0730c02361a8b036c/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_e227010bc22a9bb5", "pay_url": "https://pay.sandbox.example/pay_e227010bc22a9bb5"}');
INSERT INTO "answers" VALUES('64ee77680400f662e87a2cb800aaac55/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_95d93b8caf2c11aa", "pay_url": "https://pay.sandbox.example/pay_95d93b8caf2c11aa"}');
INSERT INTO "answers" VALUES('4e216127425462ed2f975e9c1e08fedd/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_91453a97012fc670", "pay_url": "https://pay.sandbox.example/pay_91453a97012fc670"}');
INSERT INTO "answers" VALUES('10291984628f9a474388bf4f80bc4350/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_86d6319eb8026348", "pay_url": "https://pay.sandbox.example/pay_86d6319eb8026348"}');
INSERT INTO "answers" VALUES('e4505fea4964d66346b4138c4ff7996b/payment/2/create','{"state": "pending", "message": "opened", "reference": "pay_dbb43775018b12de", "pay_url": "https://pay.sandbox.example/pay_dbb43775018b12de"}');
INSERT INTO "answers" VALUES('e4505fea4964d66346b4138c4ff7996b/payment/2/capture','{"state": "done", "message": "captured", "reference": "pay_dbb43775018b12de", "amount_minor": 231}');
INSERT INTO "answers" VALUES('e95d8f5d090eb9411ef2110585f87e8a/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_019c76ef0eb40845", "pay_url": "https://pay.sandbox.example/pay_019c76ef0eb40845"}');
INSERT INTO "answers" VALUES('4d46e57991e20918d927b6e142f777e4/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_0764f34def279e5e", "pay_url": "https://pay.sandbox.example/pay_0764f34def279e5e"}');
INSERT INTO "answers" VALUES('4d46e57991e20918d927b6e142f777e4/payment/1/capture','{"state": "done", "message": "captured", "reference": "pay_0764f34def279e5e", "amount_minor": 334}');
INSERT INTO "answers" VALUES('4d46e57991e20918d927b6e142f777e4/refund/1/1','{"state": "pending", "message": "submitted", "reference": "ref_f019b0684b30fb18", "amount_minor": 334}');
INSERT INTO "answers" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_9fc410b8bf7684f5", "pay_url": "https://pay.sandbox.example/pay_9fc410b8bf7684f5"}');
INSERT INTO "answers" VALUES('dcf1cd6f5c4150001f5bee2391a6d2dc/refund/1/1','{"state": "done", "message": "succeeded", "reference": "ref_288819476d6d36e0", "amount_minor": 120}');
INSERT INTO "answers" VALUES('ec6476a0813f2cc97dceb1a20729497e/payment/1/create','{"state": "pending", "message": "opened", "reference": "pay_1af35c548f346304", "pay_url": "https://pay.sandbox.example/pay_1af35c548f346304"}');
CREATE TABLE attempts(reference TEXT PRIMARY KEY, attempt INTEGER NOT NULL);
INSERT INTO "attempts" VALUES('ref_d3644e3f37bd7970',1);
INSERT INTO "attempts" VALUES('ref_f019b0684b30fb18',1);
INSERT INTO "attempts" VALUES('ref_288819476d6d36e0',1);
CREATE TABLE outbox(
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, order_id TEXT NOT NULL,
    kind TEXT NOT NULL, doc TEXT NOT NULL, state TEXT NOT NULL);
INSERT INTO "outbox" VALUES(1,'3fa9239e821bf1ba8154c34444a10e12/1','3fa9239e821bf1ba8154c34444a10e12','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 655, "currency": "EUR", "reference": "pay_22fdd039fb597d4c"}','acknowledged');
INSERT INTO "outbox" VALUES(2,'125c0dc0f41ae1c74bcb2fce80343d64/1','125c0dc0f41ae1c74bcb2fce80343d64','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 345, "currency": "EUR", "reference": "pay_ff4b91f82ca6d88f"}','acknowledged');
INSERT INTO "outbox" VALUES(3,'125c0dc0f41ae1c74bcb2fce80343d64/2','125c0dc0f41ae1c74bcb2fce80343d64','RefundReported','{"by": {"role": "processor"}, "refund": "1", "message": "succeeded", "amount_minor": 300, "reference": "ref_d3644e3f37bd7970", "attempt": 1}','acknowledged');
INSERT INTO "outbox" VALUES(4,'89bb425f656cf6c4ad6a1e8e3913f0ae/1','89bb425f656cf6c4ad6a1e8e3913f0ae','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 345, "currency": "EUR", "reference": "pay_8257dcc9d6cf996e"}','acknowledged');
INSERT INTO "outbox" VALUES(5,'7d1fffce048bdc6d8b2ad244d20ef83f/1','7d1fffce048bdc6d8b2ad244d20ef83f','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 345, "currency": "EUR", "reference": "pay_3f9dd3243a9b1bbc"}','acknowledged');
INSERT INTO "outbox" VALUES(6,'9acbcb8da70e7aa1895f4d3060d46e24/1','9acbcb8da70e7aa1895f4d3060d46e24','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 345, "currency": "EUR", "reference": "pay_898a3711803f3371"}','acknowledged');
INSERT INTO "outbox" VALUES(7,'9acbcb8da70e7aa1895f4d3060d46e24/2','9acbcb8da70e7aa1895f4d3060d46e24','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "disputed", "currency": "EUR", "reference": "pay_898a3711803f3371"}','acknowledged');
INSERT INTO "outbox" VALUES(8,'9076cb6e8739d2d0730c02361a8b036c/1','9076cb6e8739d2d0730c02361a8b036c','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 655, "currency": "EUR", "reference": "pay_e227010bc22a9bb5"}','acknowledged');
INSERT INTO "outbox" VALUES(9,'64ee77680400f662e87a2cb800aaac55/1','64ee77680400f662e87a2cb800aaac55','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 345, "currency": "EUR", "reference": "pay_95d93b8caf2c11aa"}','acknowledged');
INSERT INTO "outbox" VALUES(10,'4e216127425462ed2f975e9c1e08fedd/1','4e216127425462ed2f975e9c1e08fedd','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 345, "currency": "EUR", "reference": "pay_91453a97012fc670"}','acknowledged');
INSERT INTO "outbox" VALUES(11,'10291984628f9a474388bf4f80bc4350/1','10291984628f9a474388bf4f80bc4350','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 345, "currency": "EUR", "reference": "pay_86d6319eb8026348"}','acknowledged');
INSERT INTO "outbox" VALUES(12,'e4505fea4964d66346b4138c4ff7996b/1','e4505fea4964d66346b4138c4ff7996b','PaymentReported','{"by": {"role": "processor"}, "payment": "2", "message": "authorised", "currency": "EUR", "reference": "pay_dbb43775018b12de"}','acknowledged');
INSERT INTO "outbox" VALUES(13,'e4505fea4964d66346b4138c4ff7996b/2','e4505fea4964d66346b4138c4ff7996b','PaymentReported','{"by": {"role": "processor"}, "payment": "2", "message": "captured", "captured_minor": 231, "currency": "EUR", "reference": "pay_dbb43775018b12de"}','acknowledged');
INSERT INTO "outbox" VALUES(14,'4d46e57991e20918d927b6e142f777e4/1','4d46e57991e20918d927b6e142f777e4','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "authorised", "currency": "EUR", "reference": "pay_0764f34def279e5e"}','acknowledged');
INSERT INTO "outbox" VALUES(15,'4d46e57991e20918d927b6e142f777e4/2','4d46e57991e20918d927b6e142f777e4','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 334, "currency": "EUR", "reference": "pay_0764f34def279e5e"}','acknowledged');
INSERT INTO "outbox" VALUES(16,'dcf1cd6f5c4150001f5bee2391a6d2dc/1','dcf1cd6f5c4150001f5bee2391a6d2dc','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 655, "currency": "EUR", "reference": "pay_9fc410b8bf7684f5"}','acknowledged');
INSERT INTO "outbox" VALUES(17,'dcf1cd6f5c4150001f5bee2391a6d2dc/2','dcf1cd6f5c4150001f5bee2391a6d2dc','RefundReported','{"by": {"role": "processor"}, "refund": "1", "message": "succeeded", "amount_minor": 120, "reference": "ref_288819476d6d36e0", "attempt": 1}','ready');
INSERT INTO "outbox" VALUES(18,'ec6476a0813f2cc97dceb1a20729497e/1','ec6476a0813f2cc97dceb1a20729497e','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 655, "currency": "EUR", "reference": "pay_1af35c548f346304"}','ready');
INSERT INTO "outbox" VALUES(19,'ec6476a0813f2cc97dceb1a20729497e/1','ec6476a0813f2cc97dceb1a20729497e','PaymentReported','{"by": {"role": "processor"}, "payment": "1", "message": "captured", "captured_minor": 655, "currency": "EUR", "reference": "pay_1af35c548f346304"}','ready');
CREATE TABLE payments(
    reference TEXT PRIMARY KEY, order_id TEXT NOT NULL, payment TEXT NOT NULL,
    method TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
    state TEXT NOT NULL, captured INTEGER NOT NULL);
INSERT INTO "payments" VALUES('pay_22fdd039fb597d4c','3fa9239e821bf1ba8154c34444a10e12','1','paypal',655,'EUR','captured',655);
INSERT INTO "payments" VALUES('pay_ff4b91f82ca6d88f','125c0dc0f41ae1c74bcb2fce80343d64','1','paypal',345,'EUR','captured',345);
INSERT INTO "payments" VALUES('pay_8257dcc9d6cf996e','89bb425f656cf6c4ad6a1e8e3913f0ae','1','paypal',345,'EUR','captured',345);
INSERT INTO "payments" VALUES('pay_f6b9fc3191e7c3f3','51a952aa8c78db4d4cf0369a133f0a8d','1','card',334,'EUR','voided',0);
INSERT INTO "payments" VALUES('pay_3f9dd3243a9b1bbc','7d1fffce048bdc6d8b2ad244d20ef83f','1','paypal',345,'EUR','captured',345);
INSERT INTO "payments" VALUES('pay_898a3711803f3371','9acbcb8da70e7aa1895f4d3060d46e24','1','paypal',345,'EUR','disputed',345);
INSERT INTO "payments" VALUES('pay_e227010bc22a9bb5','9076cb6e8739d2d0730c02361a8b036c','1','paypal',655,'EUR','captured',655);
INSERT INTO "payments" VALUES('pay_95d93b8caf2c11aa','64ee77680400f662e87a2cb800aaac55','1','paypal',345,'EUR','captured',345);
INSERT INTO "payments" VALUES('pay_91453a97012fc670','4e216127425462ed2f975e9c1e08fedd','1','paypal',345,'EUR','captured',345);
INSERT INTO "payments" VALUES('pay_86d6319eb8026348','10291984628f9a474388bf4f80bc4350','1','paypal',345,'EUR','captured',345);
INSERT INTO "payments" VALUES('pay_dbb43775018b12de','e4505fea4964d66346b4138c4ff7996b','2','card',231,'EUR','captured',231);
INSERT INTO "payments" VALUES('pay_019c76ef0eb40845','e95d8f5d090eb9411ef2110585f87e8a','1','card',334,'EUR','open',0);
INSERT INTO "payments" VALUES('pay_0764f34def279e5e','4d46e57991e20918d927b6e142f777e4','1','card',334,'EUR','captured',334);
INSERT INTO "payments" VALUES('pay_9fc410b8bf7684f5','dcf1cd6f5c4150001f5bee2391a6d2dc','1','paypal',655,'EUR','captured',655);
INSERT INTO "payments" VALUES('pay_1af35c548f346304','ec6476a0813f2cc97dceb1a20729497e','1','paypal',655,'EUR','captured',655);
CREATE TABLE refunds(
    reference TEXT PRIMARY KEY, paid TEXT NOT NULL, refund TEXT NOT NULL,
    amount INTEGER NOT NULL, state TEXT NOT NULL);
INSERT INTO "refunds" VALUES('ref_d3644e3f37bd7970','pay_ff4b91f82ca6d88f','1',300,'succeeded');
INSERT INTO "refunds" VALUES('ref_f019b0684b30fb18','pay_0764f34def279e5e','1',334,'submitted');
INSERT INTO "refunds" VALUES('ref_288819476d6d36e0','pay_9fc410b8bf7684f5','1',120,'succeeded');
CREATE TABLE script(
    seq INTEGER PRIMARY KEY, operation TEXT NOT NULL, about TEXT NOT NULL, behaviour TEXT NOT NULL);
COMMIT;
