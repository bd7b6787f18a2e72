// Calls that the clinic makes, and what may happen to a call that stands: two lines over real SIP on loopback.
#include "scripted/line_side.h"

using namespace nightbell;
using namespace nightbell::scripted;

class TestSipDial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aDialledCallRingsIsAnsweredAndHungUp();
    void aCallBeyondTheRuleIsNotMade_data();
    void aCallBeyondTheRuleIsNotMade();
    void whyNobodyAnswersIsTold_data();
    void whyNobodyAnswersIsTold();
    void aDialledCallCanBeWithdrawn();
    void holdIsKnownAtBothEnds();
    void holdOfBothEndsLeavesNothingToHear();
    void aTransferIsAskedForAndTold();
    void aTransferThatNobodyWantsIsRefused();
    void aTransferBeyondTheRuleIsNotAsked();
    void twoCallsAreJoined();
    void whoReplacesAnUnknownCallIsRefused();

private:
    struct Talk
    {
        LegId ours;
        LegId theirs;
    };
    Talk talk(LineSide &other);

    std::unique_ptr<LineSide> m_clinic;
    std::unique_ptr<LineSide> m_other;
    std::unique_ptr<LineSide> m_third;
};

namespace {

const DialPlan some{.allowed = {QStringLiteral("2"), QStringLiteral("nightbell")}, .perHour = 3};

void close(LineSide &side)
{
    side.line->close();
    QTRY_VERIFY_WITH_TIMEOUT(side.closed, 2 * byesAwaitedMs);
}

} // namespace

void TestSipDial::init()
{
    for (std::unique_ptr<LineSide> *side : {&m_clinic, &m_other, &m_third}) {
        *side = std::make_unique<LineSide>(SipLine::Place{.dialling = some});
        QVERIFY((*side)->line->open().ok());
    }
    m_other->sound.port = 41'000;
    m_third->sound.port = 42'000;
}

void TestSipDial::cleanup()
{
    for (std::unique_ptr<LineSide> *side : {&m_clinic, &m_other, &m_third}) {
        close(**side);
        side->reset();
    }
}

TestSipDial::Talk TestSipDial::talk(LineSide &other)
{
    const qsizetype before = other.arrived.size();
    const LegId ours = m_clinic->dial(other.uri(QStringLiteral("200")));
    [&] { QTRY_COMPARE(other.arrived.size(), before + 1); }();
    const LegId theirs = other.arrived.constLast().leg;
    other.order(theirs, AnswerLeg{other.sound});
    [&] { QTRY_COMPARE(m_clinic->paths[ours].size(), 1); }();
    [&] { QTRY_COMPARE(other.paths[theirs].size(), 1); }();
    return {ours, theirs};
}

void TestSipDial::aDialledCallRingsIsAnsweredAndHungUp()
{
    const LegId leg = m_clinic->dial(m_other->uri(QStringLiteral("200")));
    QTRY_COMPARE(m_other->arrived.size(), 1);
    QCOMPARE(m_other->arrived[0].called[0].reveal(), QStringLiteral("200"));
    QCOMPARE(m_other->arrived[0].callerName.reveal(), QStringLiteral("Rosewood clinic"));
    m_other->order(m_other->arrived[0].leg, RingBack{});
    QTRY_COMPARE(m_clinic->rings, QList{leg});
    QVERIFY(m_clinic->paths.isEmpty());
    m_other->order(m_other->arrived[0].leg, AnswerLeg{m_other->sound});
    QTRY_COMPARE(m_clinic->paths[leg].size(), 1);
    QCOMPARE(m_clinic->paths[leg][0].remote, m_other->sound);
    QCOMPARE(m_clinic->paths[leg][0].coding, Coding::MuLaw);
    QTRY_COMPARE(m_other->paths[m_other->arrived[0].leg].size(), 1);
    QCOMPARE(m_other->paths[m_other->arrived[0].leg][0].remote, m_clinic->sound);
    m_clinic->order(leg, HangUpLeg{});
    QTRY_COMPARE(m_other->ended, QList{m_other->arrived[0].leg});
    QVERIFY(m_clinic->ended.isEmpty());
    QVERIFY(m_clinic->ends.isEmpty());
}

void TestSipDial::aCallBeyondTheRuleIsNotMade_data()
{
    QTest::addColumn<QString>("to");
    QTest::newRow("a beginning that is not listed") << QStringLiteral("sip:300@127.0.0.1:%1");
    QTest::newRow("a stranger's host") << QStringLiteral("sip:200@192.0.2.1:%1");
    QTest::newRow("a host by name") << QStringLiteral("sip:200@localhost:%1");
    QTest::newRow("a number without an account") << QStringLiteral("200");
    QTest::newRow("a header in the address") << QStringLiteral("sip:200@127.0.0.1:%1?Route=x");
    QTest::newRow("sips") << QStringLiteral("sips:200@127.0.0.1:%1");
}

void TestSipDial::aCallBeyondTheRuleIsNotMade()
{
    QFETCH(QString, to);
    m_clinic->dial(to.contains(u'%') ? to.arg(m_other->port) : to);
    QTRY_COMPARE(m_clinic->ends, QList{DialEnd::NotAllowed});
    QCOMPARE(m_clinic->line->counts().notDialled, 1u);
    QVERIFY(m_other->arrived.isEmpty());
}

void TestSipDial::whyNobodyAnswersIsTold_data()
{
    QTest::addColumn<Refusal>("refusal");
    QTest::addColumn<DialEnd>("why");
    QTest::newRow("busy") << Refusal::Busy << DialEnd::Busy;
    QTest::newRow("not there") << Refusal::UnknownNumber << DialEnd::NotFound;
    QTest::newRow("unavailable") << Refusal::Unavailable << DialEnd::Failed;
}

void TestSipDial::whyNobodyAnswersIsTold()
{
    QFETCH(Refusal, refusal);
    QFETCH(DialEnd, why);
    m_clinic->dial(m_other->uri(QStringLiteral("200")));
    QTRY_COMPARE(m_other->arrived.size(), 1);
    m_other->order(m_other->arrived[0].leg, RefuseLeg{refusal});
    QTRY_COMPARE(m_clinic->ends, QList{why});
    QVERIFY(m_clinic->ended.isEmpty());
}

void TestSipDial::aDialledCallCanBeWithdrawn()
{
    const LegId leg = m_clinic->dial(m_other->uri(QStringLiteral("200")));
    QTRY_COMPARE(m_other->arrived.size(), 1);
    m_clinic->order(leg, HangUpLeg{});
    QTRY_COMPARE(m_other->ended.size(), 1);
}

void TestSipDial::holdIsKnownAtBothEnds()
{
    const Talk call = talk(*m_other);
    m_clinic->order(call.ours, HoldLeg{true});
    QTRY_COMPARE(m_clinic->flow(call.ours), Flow::ToThem);
    QTRY_COMPARE(m_other->flow(call.theirs), Flow::FromThem);
    m_clinic->order(call.ours, HoldLeg{false});
    QTRY_COMPARE(m_clinic->flow(call.ours), Flow::BothWays);
    QTRY_COMPARE(m_other->flow(call.theirs), Flow::BothWays);
    QCOMPARE(m_other->paths[call.theirs].constLast().remote, m_clinic->sound);
}

void TestSipDial::holdOfBothEndsLeavesNothingToHear()
{
    const Talk call = talk(*m_other);
    m_clinic->order(call.ours, HoldLeg{true});
    QTRY_COMPARE(m_clinic->flow(call.ours), Flow::ToThem);
    m_other->order(call.theirs, HoldLeg{true});
    QTRY_COMPARE(m_other->flow(call.theirs), Flow::Nowhere);
    QTRY_COMPARE(m_clinic->flow(call.ours), Flow::Nowhere);
    m_clinic->order(call.ours, HoldLeg{false});
    QTRY_COMPARE(m_clinic->flow(call.ours), Flow::FromThem);
    QTRY_COMPARE(m_other->flow(call.theirs), Flow::ToThem);
}

void TestSipDial::aTransferIsAskedForAndTold()
{
    const Talk call = talk(*m_other);
    m_clinic->order(call.ours, ReferLeg{PrivateText(m_third->uri(QStringLiteral("201")))});
    QTRY_COMPARE(m_other->transfers, QStringList{m_third->uri(QStringLiteral("201"))});
    m_other->order(call.theirs, TellTransfer{TransferStep::Ringing});
    QTRY_COMPARE(m_clinic->steps, QList{TransferStep::Ringing});
    m_other->order(call.theirs, TellTransfer{TransferStep::Done});
    QTRY_COMPARE(m_clinic->steps, (QList{TransferStep::Ringing, TransferStep::Done}));
    QVERIFY(m_clinic->ended.isEmpty());
    m_clinic->order(call.ours, ReferLeg{PrivateText(QStringLiteral("202"))}); // a number: at their own host
    QTRY_COMPARE(m_other->transfers.size(), 2);
    QCOMPARE(m_other->transfers[1], m_other->uri(QStringLiteral("202")));
}

void TestSipDial::aTransferThatNobodyWantsIsRefused()
{
    const Talk call = talk(*m_other);
    m_clinic->order(call.ours, ReferLeg{PrivateText(m_third->uri(QStringLiteral("201")))});
    QTRY_COMPARE(m_other->transfers.size(), 1);
    m_other->order(call.theirs, TellTransfer{TransferStep::Refused});
    QTRY_COMPARE(m_clinic->steps, QList{TransferStep::Refused});
}

void TestSipDial::aTransferBeyondTheRuleIsNotAsked()
{
    const Talk call = talk(*m_other);
    m_clinic->order(call.ours, ReferLeg{PrivateText(QStringLiteral("+882345"))});
    QTRY_COMPARE(m_clinic->steps, QList{TransferStep::Refused});
    QVERIFY(m_other->transfers.isEmpty());
}

void TestSipDial::twoCallsAreJoined()
{
    const Talk first = talk(*m_other);
    const Talk second = talk(*m_third);
    m_clinic->order(first.ours, JoinLeg{second.ours});
    QTRY_COMPARE(m_other->transfers.size(), 1);
    const LegId joining = m_other->dial(m_other->transfers[0]);
    QTRY_COMPARE(m_third->paths[second.theirs].size(), 2); // the same leg goes on, with another end
    QCOMPARE(m_third->paths[second.theirs][1].remote, m_other->sound);
    QTRY_COMPARE(m_other->paths[joining].size(), 1);
    QCOMPARE(m_other->paths[joining][0].remote, m_third->sound);
    QTRY_COMPARE(m_clinic->ended, QList{second.ours});
    QCOMPARE(m_third->arrived.size(), 1);
    QVERIFY(m_third->ended.isEmpty());
    m_other->order(joining, HangUpLeg{});
    QTRY_COMPARE(m_third->ended, QList{second.theirs});
}

void TestSipDial::whoReplacesAnUnknownCallIsRefused()
{
    const Talk call = talk(*m_other);
    m_other->dial(m_clinic->uri(QStringLiteral("200")) + QStringLiteral("?Replaces=x%3Bto-tag%3Dy%3Bfrom-tag%3Dz"));
    QTRY_COMPARE(m_other->ends, QList{DialEnd::Failed});
    QVERIFY(m_clinic->arrived.isEmpty());
    QCOMPARE(m_clinic->paths[call.ours].size(), 1);
}

QTEST_GUILESS_MAIN(TestSipDial)
#include "test_sip_dial.moc"
