// 2,000 invitations a second from one address: other callers are answered, the sound of running calls stays whole,
// nothing piles up, and the counters tell.
#include "scripted/front_door.h"
#include "scripted/heard_speech.h"
#include "scripted/phone_caller.h"

#include <QFile>
#include <QTest>
#include <QTimer>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

constexpr int floodPerSecond = 2'000;
constexpr int floodAtMost = 6'000;
constexpr int resendMs = 500; // as telephones do
constexpr int patienceMs = 30'000;
// Longer than the flood.
const QString greeting = QStringLiteral("Good morning, this is the Rosewood clinic. All our rooms are busy at the "
                                        "moment, so please stay on the line.");

class Flood // paced by the clock, not by what it hears
{
public:
    Flood(const char *source, quint16 port) : m_port(port)
    {
        m_socket.bind(QHostAddress(QString::fromLatin1(source)), 0);
        m_caller.number = "999"; // no clinic has it
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { send(); });
        QObject::connect(&m_socket, &QUdpSocket::readyRead, &m_timer, [this] { read(); });
        m_clock.start();
        m_timer.start(5);
    }

    bool over() const { return m_sent == floodAtMost; }
    int sent() const { return m_sent; }
    double seconds() const { return double(m_clock.elapsed()) / 1e3; }
    const QMap<int, QSet<QByteArray>> &answers() const { return m_answers; } // code → the calls that heard it
    QByteArray lastBusy;

private:
    void send()
    {
        const auto due = std::min<qint64>(floodAtMost, m_clock.elapsed() * floodPerSecond / 1'000);
        while (m_sent < due) {
            m_socket.writeDatagram(m_caller.invitation(), QHostAddress(QHostAddress::LocalHost), m_port);
            ++m_sent;
        }
    }

    void read()
    {
        for (QByteArray reply(2'048, '\0'); m_socket.hasPendingDatagrams();) {
            const qint64 bytes = m_socket.readDatagram(reply.data(), reply.size());
            const QByteArray text = reply.left(bytes);
            const qsizetype at = text.indexOf("Call-ID: ");
            m_answers[text.mid(8, 3).toInt()].insert(text.mid(at, text.indexOf('\r', at) - at));
            if (text.startsWith("SIP/2.0 503"))
                lastBusy = text;
        }
    }

    quint16 m_port;
    QUdpSocket m_socket;
    PhoneCaller m_caller{0}; // writes the invitations
    QTimer m_timer;
    QElapsedTimer m_clock;
    int m_sent = 0;
    QMap<int, QSet<QByteArray>> m_answers;
};

class PatientCaller : public PhoneCaller // says again what was lost on the way
{
public:
    explicit PatientCaller(quint16 port) : PhoneCaller(port)
    {
        QObject::connect(&m_again, &QTimer::timeout, &m_again, [this] { insist(); });
        invite();
        m_again.start(resendMs);
    }

    bool heardSound() const { return !packets.isEmpty(); }
    void listen() // after the invitation was sent: picks up as soon as it is answered
    {
        if (answered() && !std::exchange(m_acknowledged, true))
            acknowledge();
    }

private:
    void insist()
    {
        if (!answered())
            repeat();
        else if (!heardSound())
            acknowledge();
        else if (byesHeard > 0)
            m_again.stop();
    }

    QTimer m_again;
    bool m_acknowledged = false;
};

qint64 residentKilobytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLongLong();
    return 0;
}

} // namespace

class TestFlood : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aStrangersFloodDisturbsNobody();
    void aTrustedSourceBeyondItsRateDisturbsNobodyElse();

private:
    void open(const TrustedSources &trusted, int trustedPerSecond);
    void serveOthersDuring(Flood &flood);
    static void isWhole(const PhoneCaller &caller);

    std::unique_ptr<FrontDoor> m_door;
    Pcm m_inPeace; // all of the greeting, heard before there is any flood
    std::unique_ptr<PatientCaller> m_running;
    std::vector<std::unique_ptr<PatientCaller>> m_during;
};

void TestFlood::open(const TrustedSources &trusted, int trustedPerSecond)
{
    m_door = std::make_unique<FrontDoor>(greeting,
                                         SipLine::Place{.trusted = trusted,
                                                        .callsAtMost = 100,
                                                        .callsPerSource = 20,
                                                        .door = {.trustedPerSecond = trustedPerSecond}});
    QVERIFY(m_door->opened.ok());
}

void TestFlood::initTestCase()
{
    FrontDoor door(greeting);
    PatientCaller caller(door.port);
    QTRY_VERIFY_WITH_TIMEOUT((caller.listen(), caller.byesHeard > 0), patienceMs);
    m_inPeace = withoutSilence(caller.heard());
    QVERIFY(m_inPeace.size() > qsizetype(narrowRate) * floodAtMost / floodPerSecond);
}

void TestFlood::cleanup()
{
    auto stopped = m_door->stop();
    QTRY_VERIFY_WITH_TIMEOUT(stopped.isFinished(), patienceMs);
    m_during.clear();
    m_running.reset();
    m_door.reset();
}

// One call hears its greeting while the flood comes; others arrive in the midst of it.
void TestFlood::serveOthersDuring(Flood &flood)
{
    m_running = std::make_unique<PatientCaller>(m_door->port);
    QTRY_VERIFY_WITH_TIMEOUT((m_running->listen(), m_running->heardSound()), patienceMs);
    while (!flood.over()) {
        PatientCaller &next = *m_during.emplace_back(std::make_unique<PatientCaller>(m_door->port));
        QTRY_VERIFY_WITH_TIMEOUT((next.listen(), next.heardSound()), patienceMs);
        const int goal = std::min(floodAtMost, flood.sent() + floodPerSecond / 2);
        QTRY_VERIFY_WITH_TIMEOUT(flood.sent() >= goal, patienceMs);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_running->byesHeard > 0, patienceMs);
    for (const auto &each : m_during)
        QTRY_VERIFY_WITH_TIMEOUT(each->byesHeard > 0, patienceMs);
    QVERIFY(m_during.size() >= 2);
}

void TestFlood::isWhole(const PhoneCaller &caller)
{
    for (qsizetype index = 1; index < caller.packets.size(); ++index) {
        const RtpHeader &before = caller.packets[index - 1].header;
        const RtpHeader &now = caller.packets[index].header;
        QCOMPARE(int(now.sequence), int(quint16(before.sequence + 1)));
        QCOMPARE(now.timestamp, before.timestamp + samplesPerFrame(narrowRate));
    }
}

void TestFlood::aStrangersFloodDisturbsNobody()
{
    open({{}, {{QHostAddress(QStringLiteral("127.0.0.9")), 32}}}, 500);
    const qint64 before = residentKilobytes();
    Flood flood("127.0.0.9", m_door->port);
    serveOthersDuring(flood);

    QVERIFY(likeness(withoutSilence(m_running->heard()), m_inPeace) > 0.97);
    isWhole(*m_running);
    for (const auto &each : m_during) {
        QVERIFY(likeness(withoutSilence(each->heard()), m_inPeace) > 0.97);
        isWhole(*each);
    }
    QVERIFY(flood.answers().isEmpty());
    const SipLineCounts counts = m_door->lineCounts();
    QVERIFY(counts.strangers > 0 && counts.strangers <= quint64(flood.sent()));
    QCOMPARE(counts.beyondRate, 0);
    QCOMPARE(m_door->journal().all<Ended>().size(), qsizetype(m_during.size()) + 1);
    const qint64 grownKilobytes = residentKilobytes() - before;
    QVERIFY2(grownKilobytes < 32 * 1'024, qPrintable(QString::number(grownKilobytes)));
}

void TestFlood::aTrustedSourceBeyondItsRateDisturbsNobodyElse()
{
    constexpr int rate = 50;
    open({}, rate);
    Flood flood("127.0.0.8", m_door->port);
    serveOthersDuring(flood);

    QVERIFY(likeness(withoutSilence(m_running->heard()), m_inPeace) > 0.97);
    isWhole(*m_running);
    for (const auto &each : m_during)
        isWhole(*each);
    const SipLineCounts counts = m_door->lineCounts();
    QVERIFY(counts.beyondRate > 0 && counts.beyondRate < quint64(flood.sent()));
    QVERIFY(flood.lastBusy.contains("\r\nRetry-After: "));
    QVERIFY(flood.answers().value(404).size() <= rate * (flood.seconds() + 1)); // those that the engine heard of
    QCOMPARE(counts.beyondLimit, 0);
    QCOMPARE(counts.strangers, 0);
}

QTEST_GUILESS_MAIN(TestFlood)
#include "test_flood.moc"
