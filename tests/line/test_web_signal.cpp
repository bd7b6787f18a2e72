#include "line/web_signal.h"
#include "scripted/browser_offer.h"

#include <QTest>

using namespace nightbell;

class TestWebSignal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAsItWas_data();
    void whatIsWrittenIsReadAsItWas();
    void aBrowsersTextIsRead();
    void anythingElseIsRefused_data();
    void anythingElseIsRefused();
    void aTextThatIsTooLongIsRefused();
};

void TestWebSignal::whatIsWrittenIsReadAsItWas_data()
{
    QTest::addColumn<WebSignal>("signal");
    QTest::newRow("offer") << WebSignal{.kind = WebSignal::Kind::Offer, .sdp = scripted::browserOffer};
    QTest::newRow("answer") << WebSignal{.kind = WebSignal::Kind::Answer, .sdp = "v=0\r\n"};
    for (const WebBye reason : {WebBye::Ended, WebBye::UnknownNumber, WebBye::Busy, WebBye::Unavailable})
        QTest::addRow("bye %d", int(reason)) << WebSignal{.reason = reason};
}

void TestWebSignal::whatIsWrittenIsReadAsItWas()
{
    QFETCH(WebSignal, signal);
    const auto read = webSignalFrom(toText(signal));
    QVERIFY(read.ok());
    QCOMPARE(read.value(), signal);
}

void TestWebSignal::aBrowsersTextIsRead()
{
    const auto read = webSignalFrom(R"({"type":"offer","sdp":"v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n"})");
    QVERIFY(read.ok());
    QCOMPARE(read.value().kind, WebSignal::Kind::Offer);
    QCOMPARE(read.value().sdp, QByteArray("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n"));
}

void TestWebSignal::anythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("v=0\r\n");
    QTest::newRow("a list") << QByteArray(R"([{"type":"offer","sdp":"v=0"}])");
    QTest::newRow("no type") << QByteArray(R"({"sdp":"v=0"})");
    QTest::newRow("another type") << QByteArray(R"({"type":"pranswer","sdp":"v=0"})");
    QTest::newRow("type is a number") << QByteArray(R"({"type":1,"sdp":"v=0"})");
    QTest::newRow("no description") << QByteArray(R"({"type":"offer"})");
    QTest::newRow("description is null") << QByteArray(R"({"type":"offer","sdp":null})");
    QTest::newRow("description is empty") << QByteArray(R"({"type":"offer","sdp":""})");
    QTest::newRow("description is something else") << QByteArray(R"({"type":"offer","sdp":"hello"})");
    QTest::newRow("a zero byte") << QByteArray(R"({"type":"offer","sdp":"v=0\u0000"})");
    QTest::newRow("other letters") << QByteArray(R"({"type":"offer","sdp":"v=0 é"})");
    QTest::newRow("one member too many") << QByteArray(R"({"type":"offer","sdp":"v=0","more":1})");
    QTest::newRow("bye without reason") << QByteArray(R"({"type":"bye"})");
    QTest::newRow("bye for another reason") << QByteArray(R"({"type":"bye","reason":"bored"})");
    QTest::newRow("bye with a description") << QByteArray(R"({"type":"bye","sdp":"v=0"})");
}

void TestWebSignal::anythingElseIsRefused()
{
    QFETCH(QByteArray, text);
    const auto read = webSignalFrom(text);
    QVERIFY(!read.ok());
    QCOMPARE(read.problem().kind, Problem::Kind::Invalid);
}

void TestWebSignal::aTextThatIsTooLongIsRefused()
{
    WebSignal signal{.kind = WebSignal::Kind::Offer, .sdp = "v=0"};
    const qsizetype frame = toText(signal).size() - signal.sdp.size();
    signal.sdp += QByteArray(webSignalBytesAtMost - frame - signal.sdp.size(), 'a');
    QVERIFY(webSignalFrom(toText(signal)).ok());
    signal.sdp += 'a';
    QVERIFY(!webSignalFrom(toText(signal)).ok());
}

QTEST_APPLESS_MAIN(TestWebSignal)
#include "test_web_signal.moc"
