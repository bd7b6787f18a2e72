// The line alone against a caller of plain datagrams: what goes over the wire, and what the engine would be told.
#include "line/sip_line.h"
#include "scripted/free_ports.h"
#include "scripted/phone_caller.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

class TestSipLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aCallRingsIsAnsweredAndHungUpByTheCaller();
    void ourHangUpIsSaidToTheCaller();
    void soundMayStartOnlyAfterTheAcknowledgement();
    void aRepeatedInvitationIsStillOneCall();
    void aWithdrawnInvitationEndsTheCall();
    void aRefusedCallHearsWhy_data();
    void aRefusedCallHearsWhy();
    void theCallersFirstCodingIsTaken();
    void anOfferThatComesLateIsAnswered();
    void soundForAStrangerIsNotAccepted();
    void beyondTheLimitCallsAreRefusedAndCounted();
    void whatLibreWouldAcceptIsRefused_data();
    void whatLibreWouldAcceptIsRefused();
    void aReplyGoesToItsRequestsSource();
    void aWithheldNumberStaysUnknown();
    void closingSaysGoodbyeToEveryCall();
    void closingDoesNotWaitForeverForAnAnswer();
    void aTakenPortIsToldUntilItIsFree();

private:
    ArrivedCall arrive();
    ArrivedCall answer();

    struct Heard
    {
        QList<ArrivedCall> arrived;
        QList<MediaPath> paths;
        QList<EndCause> ends;
        int closed = 0;
    };
    quint16 m_port = 0;
    std::unique_ptr<SipLine> m_line;
    std::unique_ptr<PhoneCaller> m_caller;
    Heard m_heard;
};

namespace {
const MediaAddress ours{QHostAddress(QHostAddress::LocalHost), 40'000};
}

void TestSipLine::init()
{
    m_heard = {};
    m_port = freeSipPort();
    m_line = std::make_unique<SipLine>(
        SipLine::Place{.listen = {QHostAddress(QHostAddress::LocalHost), m_port}, .callsAtMost = 2});
    connect(m_line.get(), &Line::arrived, this, [this](const ArrivedCall &call) { m_heard.arrived.append(call); });
    connect(m_line.get(), &Line::connected, this,
            [this](const LegId &, const MediaPath &path) { m_heard.paths.append(path); });
    connect(m_line.get(), &Line::ended, this, [this](const LegId &, EndCause cause) { m_heard.ends.append(cause); });
    connect(m_line.get(), &Line::closed, this, [this] { ++m_heard.closed; });
    QVERIFY(m_line->open().ok());
    m_caller = std::make_unique<PhoneCaller>(m_port);
}

void TestSipLine::cleanup()
{
    m_caller->acknowledge(); // nothing is left to wait for
    m_line->close();
    QTRY_COMPARE_WITH_TIMEOUT(m_heard.closed, 1, 2 * byesAwaitedMs);
    m_line.reset();
    m_caller.reset();
}

ArrivedCall TestSipLine::arrive()
{
    const qsizetype before = m_heard.arrived.size();
    m_caller->invite();
    [&] { QTRY_COMPARE(m_heard.arrived.size(), before + 1); }();
    return m_heard.arrived.value(before);
}

ArrivedCall TestSipLine::answer()
{
    const ArrivedCall call = arrive();
    const qsizetype before = m_heard.paths.size();
    m_line->order(call.leg, AnswerLeg{ours});
    [&] { QTRY_VERIFY(m_caller->answered()); }();
    m_caller->acknowledge();
    [&] { QTRY_COMPARE(m_heard.paths.size(), before + 1); }();
    return call;
}

void TestSipLine::aCallRingsIsAnsweredAndHungUpByTheCaller()
{
    m_caller->moreHeaders = "Diversion: <sip:200@127.0.0.1>;reason=unconditional\r\nUser-Agent: desk phone\r\n";
    const ArrivedCall call = arrive();
    QCOMPARE(call.provider, QStringLiteral("sip"));
    QCOMPARE(call.from.reveal(), QStringLiteral("+4930123456"));
    QCOMPARE(call.callerName.reveal(), QStringLiteral("Ann Patient"));
    QCOMPARE(call.called.size(), 2);
    QCOMPARE(call.called[0].reveal(), QStringLiteral("100"));
    QCOMPARE(call.called[1].reveal(), QStringLiteral("200"));
    QCOMPARE(call.metadata.value(QStringLiteral("user_agent")).reveal(), QStringLiteral("desk phone"));
    QVERIFY(call.providerCall.reveal().startsWith(QStringLiteral("call-1")));
    m_caller->moreHeaders.clear();

    m_line->order(call.leg, RingBack{});
    QTRY_VERIFY(m_caller->codes("INVITE").contains(180));
    m_line->order(call.leg, AnswerLeg{ours});
    QTRY_VERIFY(m_caller->answered());
    QVERIFY(m_caller->description().contains("m=audio 40000 RTP/AVP 0 101"));
    QVERIFY(m_caller->description().contains("c=IN IP4 127.0.0.1"));
    m_caller->acknowledge();
    QTRY_COMPARE(m_heard.paths.size(), 1);
    QCOMPARE(m_heard.paths[0].coding, Coding::MuLaw);
    QCOMPARE(m_heard.paths[0].keyPayloadType.value_or(0), quint8(101));
    QVERIFY(!m_heard.paths[0].followsPort); // it is where it says

    m_caller->hangUp();
    QTRY_COMPARE(m_caller->codes("BYE"), QList{200});
    QTRY_COMPARE(m_heard.ends, QList{EndCause::CallerHungUp});
}

void TestSipLine::ourHangUpIsSaidToTheCaller()
{
    const ArrivedCall call = answer();
    m_line->order(call.leg, HangUpLeg{});
    QTRY_COMPARE(m_caller->byesHeard, 1);
    QVERIFY(m_heard.ends.isEmpty());
}

void TestSipLine::soundMayStartOnlyAfterTheAcknowledgement()
{
    const ArrivedCall call = arrive();
    m_line->order(call.leg, AnswerLeg{ours});
    QTRY_VERIFY(m_caller->answered());
    m_caller->askOptions(); // when this is answered, everything before it was done
    QTRY_COMPARE(m_caller->codes("OPTIONS"), QList{200});
    QVERIFY(m_heard.paths.isEmpty());
}

void TestSipLine::aRepeatedInvitationIsStillOneCall()
{
    const ArrivedCall call = arrive();
    m_caller->repeat();
    QTRY_COMPARE(m_caller->codes("INVITE"), (QList{183, 183}));
    m_line->order(call.leg, AnswerLeg{ours});
    QTRY_VERIFY(m_caller->answered());
    m_caller->repeat();
    m_caller->acknowledge();
    QTRY_COMPARE(m_heard.paths.size(), 1);
    QCOMPARE(m_heard.arrived.size(), 1);
}

void TestSipLine::aWithdrawnInvitationEndsTheCall()
{
    arrive();
    m_caller->cancel();
    QTRY_COMPARE(m_caller->codes("CANCEL"), QList{200});
    QTRY_COMPARE(m_caller->codes("INVITE").constLast(), 487);
    QTRY_COMPARE(m_heard.ends, QList{EndCause::CallerHungUp});
}

void TestSipLine::aRefusedCallHearsWhy_data()
{
    QTest::addColumn<Refusal>("why");
    QTest::addColumn<int>("code");
    QTest::newRow("no clinic has this number") << Refusal::UnknownNumber << 404;
    QTest::newRow("busy") << Refusal::Busy << 486;
    QTest::newRow("unavailable") << Refusal::Unavailable << 503;
}

void TestSipLine::aRefusedCallHearsWhy()
{
    QFETCH(Refusal, why);
    m_line->order(arrive().leg, RefuseLeg{why});
    QTRY_VERIFY(m_caller->codes("INVITE").constLast() >= 300);
    QTEST(m_caller->codes("INVITE").constLast(), "code");
    QVERIFY(m_heard.ends.isEmpty());
}

void TestSipLine::theCallersFirstCodingIsTaken()
{
    m_caller->codings = "101 8 0";
    answer();
    QCOMPARE(m_heard.paths[0].coding, Coding::ALaw);
    QCOMPARE(int(m_heard.paths[0].payloadType), 8);
}

void TestSipLine::anOfferThatComesLateIsAnswered()
{
    m_caller->offersLate = true;
    m_caller->codings = "8";
    answer();
    QVERIFY(m_caller->description().contains("m=audio 40000 RTP/AVP 0 8 96 101 102"));
    QCOMPARE(m_heard.paths[0].coding, Coding::ALaw);
    QVERIFY(!m_heard.paths[0].keyPayloadType);
}

void TestSipLine::soundForAStrangerIsNotAccepted()
{
    for (const char *address : {"198.51.100.7", "0.0.0.0", "224.0.0.1"}) {
        m_caller->soundAddress = address;
        m_caller->invite();
        QTRY_COMPARE(m_caller->codes("INVITE"), QList{488});
    }
    QVERIFY(m_heard.arrived.isEmpty());
    QCOMPARE(m_line->counts().unacceptable, 3u);
}

void TestSipLine::beyondTheLimitCallsAreRefusedAndCounted()
{
    arrive();
    arrive();
    m_caller->invite();
    QTRY_COMPARE(m_caller->codes("INVITE"), QList{503});
    QCOMPARE(m_heard.arrived.size(), 2);
    QCOMPARE(m_line->counts().beyondLimit, 1u);
}

void TestSipLine::whatLibreWouldAcceptIsRefused_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("code");
    QTest::newRow("length beyond the end") << QByteArray("Content-Length: ") << QByteArray("Content-Length: 9") << 400;
    QTest::newRow("negative length") << QByteArray("Content-Length: ") << QByteArray("Content-Length: -") << 400;
    QTest::newRow("two lengths") << QByteArray("CSeq:") << QByteArray("Content-Length: 0\r\nCSeq:") << 400;
    QTest::newRow("sequence of another method") << QByteArray("CSeq: 1 INVITE") << QByteArray("CSeq: 1 BYE") << 400;
    QTest::newRow("sequence too large") << QByteArray("CSeq: 1 ") << QByteArray("CSeq: 36893488147419103232 ") << 400;
    QTest::newRow("nowhere left to go") << QByteArray("Max-Forwards: 70") << QByteArray("Max-Forwards: 0") << 483;
    QTest::newRow("forwards beyond a byte") << QByteArray("Max-Forwards: 70") << QByteArray("Max-Forwards: 300") << 400;
    QTest::newRow("unknown scheme") << QByteArray("INVITE sip:") << QByteArray("INVITE gopher:") << 416;
    QTest::newRow("unknown extension") << QByteArray("CSeq:") << QByteArray("Require: 100rel\r\nCSeq:") << 420;
    QTest::newRow("unknown method") << QByteArray("INVITE") << QByteArray("JUMP") << 501;
    QTest::newRow("an open quote") << QByteArray("From: \"Ann Patient\"") << QByteArray("From: \"Ann Patient") << 400;
    QTest::newRow("another body") << QByteArray("application/sdp") << QByteArray("application/pdf") << 415;
    QTest::newRow("no coding in common") << QByteArray("RTP/AVP 0 101") << QByteArray("RTP/AVP 101") << 488;
    QTest::newRow("no sound at all") << QByteArray("m=audio") << QByteArray("m=video") << 488;
}

void TestSipLine::whatLibreWouldAcceptIsRefused()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, code);
    QByteArray invitation = m_caller->invitation();
    QVERIFY(invitation.contains(before));
    const qsizetype longer = after.size() - before.size();
    const bool inBody = invitation.indexOf(before) > invitation.indexOf("\r\n\r\n");
    invitation.replace(before, after);
    if (inBody) { // the length stays right
        const qsizetype body = invitation.size() - invitation.indexOf("\r\n\r\n") - 4;
        invitation.replace("Content-Length: " + QByteArray::number(body - longer),
                           "Content-Length: " + QByteArray::number(body));
    }
    m_caller->send(invitation);
    QTRY_VERIFY(!m_caller->replies.isEmpty());
    QCOMPARE(m_caller->replies[0].code, code);
    m_caller->askOptions();
    QTRY_COMPARE(m_caller->codes("OPTIONS"), QList{200});
    QVERIFY(m_heard.arrived.isEmpty());
}

void TestSipLine::aReplyGoesToItsRequestsSource()
{
    const QByteArray maddr = ";maddr=127.0.0.9;MADDR = 127.0.0.8;branch=";
    m_caller->send(m_caller->invitation().replace(";branch=", maddr));
    QTRY_COMPARE(m_caller->codes("INVITE"), QList{183});
}

void TestSipLine::aWithheldNumberStaysUnknown()
{
    m_caller->moreHeaders = "Privacy: id\r\n";
    const ArrivedCall call = arrive();
    QVERIFY(call.numberWithheld);
    QVERIFY(call.from.isEmpty());
    QVERIFY(call.callerName.isEmpty());
}

void TestSipLine::closingSaysGoodbyeToEveryCall()
{
    answer();
    PhoneCaller ringing(m_port);
    ringing.invite();
    QTRY_COMPARE(m_heard.arrived.size(), 2);
    m_line->close();
    QTRY_COMPARE(m_heard.closed, 1);
    QTRY_COMPARE(m_caller->byesHeard, 1);
    QTRY_COMPARE(ringing.codes("INVITE").constLast(), 503);
}

void TestSipLine::closingDoesNotWaitForeverForAnAnswer()
{
    answer();
    m_caller->confirmsByes = false;
    QElapsedTimer clock;
    clock.start();
    m_line->close();
    QTRY_COMPARE_WITH_TIMEOUT(m_heard.closed, 1, 2 * byesAwaitedMs);
    QVERIFY(clock.elapsed() >= byesAwaitedMs - 100);
    QVERIFY(m_caller->byesHeard >= 1);
}

void TestSipLine::aTakenPortIsToldUntilItIsFree()
{
    SipLine second({.listen = {QHostAddress(QHostAddress::LocalHost), m_port}, .callsAtMost = 1});
    QList<LineState> states;
    connect(&second, &Line::stateChanged, this, [&](const LineState &state) { states.append(state); });
    QVERIFY(second.open().ok());
    const LineState taken{QStringLiteral("sip.listen"), false, LineFault::AddressInUse};
    QTRY_COMPARE(states, QList{taken});
    m_line->close();
    const LineState up{QStringLiteral("sip.listen"), true, LineFault::None};
    QTRY_COMPARE_WITH_TIMEOUT(states, (QList{taken, up}), 10'000);
}

QTEST_GUILESS_MAIN(TestSipLine)
#include "test_sip_line.moc"
