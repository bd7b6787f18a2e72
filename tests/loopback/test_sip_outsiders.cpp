// The line against a telephone that nobody here wrote: sipp with scenarios.
#include "scripted/phone_caller.h"
#include "scripted/sounding_side.h"

#include <QProcess>
#include <QStandardPaths>

#include <sys/socket.h>
#include <unistd.h>

using namespace nightbell;
using namespace nightbell::scripted;

class TestSipOutsiders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void sippHearsAnnouncementsFirst();
    void sippCannotSendUsElsewhere();
    void sippRenewsHoldsAndRefers();
    void sippTakesThePlaceOfAnother();
    void sippIsJoinedWithAnother();
    void sippIsAskedToGiveAPlace();
    void sippPressesKeys();
    void sippCallsAllAtOnce();

private:
    std::unique_ptr<QProcess> sipp(const char *scenario, const QStringList &more = {});
    LegId talkTo(PhoneCaller &caller);

    std::unique_ptr<LineSide> m_clinic;
    std::unique_ptr<LineSide> m_third;
    quint16 m_sippPort = 0;
};

namespace {

constexpr int longMs = 15'000;
const DialPlan some{.allowed = {QStringLiteral("2")}, .perHour = 10};

void close(LineSide &side)
{
    side.line->close();
    QTRY_VERIFY_WITH_TIMEOUT(side.closed, 2 * byesAwaitedMs);
}

bool ended(QProcess &process) // well
{
    return QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, longMs) && process.exitCode() == 0;
}

} // namespace

void TestSipOutsiders::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("sipp")).isEmpty())
        QSKIP("sipp is not installed");
}

void TestSipOutsiders::init()
{
    for (std::unique_ptr<LineSide> *side : {&m_clinic, &m_third}) {
        *side = std::make_unique<LineSide>(SipLine::Place{.dialling = some});
        QVERIFY((*side)->line->open().ok());
    }
}

void TestSipOutsiders::cleanup()
{
    close(*m_clinic);
    close(*m_third);
    m_clinic.reset();
    m_third.reset();
}

std::unique_ptr<QProcess> TestSipOutsiders::sipp(const char *scenario, const QStringList &more)
{
    m_sippPort = freeSipPort();
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setWorkingDirectory(QStringLiteral("/usr/share/sip-tester")); // its captured keys
    process->start(
        QStringLiteral("sipp"),
        QStringList{QStringLiteral("-sf"),
                    QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/loopback/%1.xml").arg(QLatin1String(scenario)),
                    QStringLiteral("-i"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                    QString::number(m_sippPort), QStringLiteral("-m"), QStringLiteral("1"), QStringLiteral("-timeout"),
                    QStringLiteral("15s"), QStringLiteral("-nostdin")}
            + more);
    return process->waitForStarted() ? std::move(process) : nullptr;
}

void TestSipOutsiders::sippHearsAnnouncementsFirst()
{
    const auto process = sipp("announcing_callee");
    QVERIFY(process);
    const LegId leg = m_clinic->dial(QStringLiteral("sip:200@127.0.0.1:%1").arg(m_sippPort));
    QTRY_COMPARE(m_clinic->rings, QList{leg});
    QTRY_COMPARE(m_clinic->earlyPaths[leg].size(), 1);
    QCOMPARE(m_clinic->earlyPaths[leg][0].flow, Flow::FromThem);
    QCOMPARE(m_clinic->earlyPaths[leg][0].coding, Coding::ALaw);
    QTRY_COMPARE(m_clinic->paths[leg].size(), 1);
    QCOMPARE(m_clinic->paths[leg][0].flow, Flow::BothWays);
    m_clinic->order(leg, HangUpLeg{});
    QVERIFY2(ended(*process), process->readAll().right(2'000).constData());
}

void TestSipOutsiders::sippCannotSendUsElsewhere()
{
    const auto process = sipp("redirecting_callee",
                              {QStringLiteral("-key"), QStringLiteral("elsewhere"), QString::number(m_third->port)});
    QVERIFY(process);
    m_clinic->dial(QStringLiteral("sip:200@127.0.0.1:%1").arg(m_sippPort));
    QTRY_COMPARE(m_clinic->ends, QList{DialEnd::NotAllowed});
    QVERIFY(m_third->arrived.isEmpty());
}

void TestSipOutsiders::sippRenewsHoldsAndRefers()
{
    const auto process =
        sipp("busy_caller",
             {QStringLiteral("-s"), QStringLiteral("100"), QStringLiteral("127.0.0.1:%1").arg(m_clinic->port)});
    QVERIFY(process);
    QTRY_COMPARE(m_clinic->arrived.size(), 1);
    const LegId leg = m_clinic->arrived[0].leg;
    m_clinic->order(leg, AnswerLeg{m_clinic->sound});
    QTRY_COMPARE(m_clinic->transfers, QStringList{QStringLiteral("sip:300@127.0.0.1")});
    QCOMPARE(m_clinic->paths[leg].size(), 3); // answered, held, moved to another port
    QCOMPARE(m_clinic->paths[leg][1].flow, Flow::FromThem);
    QCOMPARE(m_clinic->paths[leg][2].flow, Flow::BothWays);
    QCOMPARE(int(m_clinic->paths[leg][2].remote.port), 6'500);
    QCOMPARE(m_clinic->paths[leg][2].coding, Coding::ALaw);
    m_clinic->order(leg, TellTransfer{TransferStep::Refused});
    QVERIFY2(ended(*process), process->readAll().right(2'000).constData());
    QTRY_COMPARE(m_clinic->ended, QList{leg});
}

LegId TestSipOutsiders::talkTo(PhoneCaller &caller)
{
    caller.invite();
    [&] { QTRY_COMPARE(m_clinic->arrived.size(), 1); }();
    const LegId leg = m_clinic->arrived.value(0).leg;
    m_clinic->order(leg, AnswerLeg{m_clinic->sound});
    [&] { QTRY_VERIFY(caller.answered()); }();
    caller.acknowledge();
    [&] { QTRY_COMPARE(m_clinic->paths[leg].size(), 1); }();
    return leg;
}

void TestSipOutsiders::sippTakesThePlaceOfAnother()
{
    PhoneCaller first(m_clinic->port);
    const LegId leg = talkTo(first);
    const QString ourTag = QString::fromLatin1(first.replies.constLast().to).section(QStringLiteral(";tag="), 1, 1);
    const auto process =
        sipp("replacing_caller",
             {QStringLiteral("-s"), QStringLiteral("100"), QStringLiteral("-mp"), QStringLiteral("6600"),
              QStringLiteral("-key"), QStringLiteral("replaced"),
              m_clinic->arrived[0].providerCall.reveal() + QStringLiteral(";to-tag=%1;from-tag=caller").arg(ourTag),
              QStringLiteral("127.0.0.1:%1").arg(m_clinic->port)});
    QVERIFY(process);
    QTRY_COMPARE(m_clinic->paths[leg].size(), 2); // the leg goes on, with sipp at its other end
    QCOMPARE(int(m_clinic->paths[leg][1].remote.port), 6'600);
    QTRY_COMPARE(first.byesHeard, 1);
    QCOMPARE(m_clinic->arrived.size(), 1);
    QVERIFY(m_clinic->ended.isEmpty());
    m_clinic->order(leg, HangUpLeg{});
    QVERIFY2(ended(*process), process->readAll().right(2'000).constData());
}

void TestSipOutsiders::sippIsJoinedWithAnother()
{
    PhoneCaller first(m_clinic->port);
    const LegId other = talkTo(first);
    const auto process =
        sipp("joined_caller",
             {QStringLiteral("-s"), QStringLiteral("100"), QStringLiteral("127.0.0.1:%1").arg(m_clinic->port)});
    QVERIFY(process);
    QTRY_COMPARE(m_clinic->arrived.size(), 2);
    const LegId leg = m_clinic->arrived[1].leg;
    m_clinic->order(leg, AnswerLeg{m_clinic->sound});
    QTRY_COMPARE(m_clinic->paths[leg].size(), 1);
    m_clinic->order(leg, JoinLeg{other});
    QTRY_COMPARE(m_clinic->steps, QList{TransferStep::Done});
    m_clinic->order(leg, HangUpLeg{});
    QVERIFY2(ended(*process), process->readAll().right(2'000).constData());
    QCOMPARE(m_clinic->paths[other].size(), 1); // who is called in its place decides
    m_clinic->order(other, HangUpLeg{});
    QTRY_COMPARE(first.byesHeard, 1);
}

void TestSipOutsiders::sippIsAskedToGiveAPlace()
{
    const auto process = sipp("replaced_callee");
    QVERIFY(process);
    const LegId leg =
        m_clinic->dial(QStringLiteral("sip:200@127.0.0.1:%1?Replaces=consultation%40sipp%3Bto-tag%3Dtheirs%3Bfrom-tag"
                                      "%3Dours")
                           .replace(QStringLiteral("%1"), QString::number(m_sippPort)));
    QTRY_COMPARE(m_clinic->paths[leg].size(), 1);
    m_clinic->order(leg, HangUpLeg{});
    QVERIFY2(ended(*process), process->readAll().right(2'000).constData());
}

void TestSipOutsiders::sippPressesKeys()
{
    const int raw = ::socket(AF_INET, SOCK_RAW, IPPROTO_UDP); // as sipp sends captured packets
    if (raw < 0)
        QSKIP("sipp may not send captured packets here (CAP_NET_RAW)");
    ::close(raw);
    SoundingSide side;
    QVERIFY(side.open().ok());
    const auto process = sipp("keying_caller",
                              {QStringLiteral("-s"), QStringLiteral("100"), QStringLiteral("-mp"),
                               QString::number(freeSipPort()), QStringLiteral("127.0.0.1:%1").arg(side.port)});
    QVERIFY(process);
    QTRY_COMPARE(side.arrived.size(), 1);
    const LegId leg = side.arrived[0].leg;
    side.answer(leg);
    QTRY_COMPARE(side.keys, QStringLiteral("17#"));
    side.order(leg, HangUpLeg{});
    QVERIFY2(ended(*process), process->readAll().right(2'000).constData());
    close(side);
}

void TestSipOutsiders::sippCallsAllAtOnce()
{
    constexpr int calls = 200;
    LineSide side(SipLine::Place{.callsAtMost = calls, .door = {.trustedPerSecond = calls}});
    connect(side.line.get(), &Line::arrived, this,
            [&](const ArrivedCall &call) { side.order(call.leg, AnswerLeg{side.sound}); });
    QVERIFY(side.line->open().ok());
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("sipp"),
                  {QStringLiteral("-sn"), QStringLiteral("uac"), QStringLiteral("-i"), QStringLiteral("127.0.0.1"),
                   QStringLiteral("-p"), QString::number(freeSipPort()), QStringLiteral("-m"), QString::number(calls),
                   QStringLiteral("-l"), QString::number(calls), QStringLiteral("-r"), QStringLiteral("1000"),
                   QStringLiteral("-d"), QStringLiteral("500"), QStringLiteral("-timeout"), QStringLiteral("15s"),
                   QStringLiteral("-nostdin"), QStringLiteral("127.0.0.1:%1").arg(side.port)});
    QVERIFY(process.waitForStarted());
    QVERIFY2(ended(process), process.readAll().right(3'000).constData());
    QTRY_COMPARE(side.ended.size(), calls);
    QCOMPARE(side.arrived.size(), calls);
    QCOMPARE(side.paths.size(), calls);
    close(side);
}

QTEST_GUILESS_MAIN(TestSipOutsiders)
#include "test_sip_outsiders.moc"
