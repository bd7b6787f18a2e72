// The line against a softphone that nobody here wrote: calls both ways, in the clear and with keys, hold, transfers.
// What is heard is checked by its tones.
#include "scripted/baresip.h"
#include "scripted/made_certificates.h"
#include "scripted/phone_caller.h"
#include "scripted/sounding_side.h"

#include <QRegularExpression>

using namespace nightbell;
using namespace nightbell::scripted;

class TestBaresip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void baresipCallsAndBothAreHeard();
    void baresipIsCalledAndBothAreHeard();
    void baresipCallsWithKeys();
    void baresipIsCalledWithKeys();
    void baresipHoldsAndResumes();
    void baresipIsHeldAndResumed();
    void baresipSendsUsToSomebodyElse();
    void baresipGoesWhereWeSendIt();
    void baresipJoinsItsTwoCalls();

private:
    void softphone(Baresip::Place place);
    LegId talk();
    bool hears(double hertz, double other);
    void bothAreHeard(const LegId &leg);
    std::unique_ptr<PhoneCaller> listenerTo(const LegId &leg);
    QByteArray replacesOf(const LineSide &side) const;

    MadeCertificates m_certificates;
    std::unique_ptr<SoundingSide> m_clinic;
    std::unique_ptr<SoundingSide> m_third;
    std::unique_ptr<Baresip> m_baresip;
    quint16 m_tlsPort = 0;
};

namespace {

constexpr int longMs = 10'000;
constexpr double theirHz = 440;
constexpr double ourHz = 1'000;
const QByteArray answersByItself = ";answermode=auto";
const QByteArray keysOnly = ";mediaenc=srtp-mand";

void close(LineSide &side)
{
    side.line->close();
    QTRY_VERIFY_WITH_TIMEOUT(side.closed, 2 * byesAwaitedMs);
}

} // namespace

void TestBaresip::initTestCase()
{
    if (!Baresip::installed())
        QSKIP("baresip is not installed");
    QVERIFY(m_certificates.made());
}

void TestBaresip::init()
{
    const DialPlan some{.allowed = {QStringLiteral("2")}, .perHour = 10};
    m_tlsPort = freeSipPort();
    const TlsPlace encrypted{
        {QHostAddress(QHostAddress::LocalHost), m_tlsPort}, m_certificates.certificate(), m_certificates.key()};
    m_clinic = std::make_unique<SoundingSide>(SipLine::Place{.dialling = some, .encrypted = encrypted});
    m_third = std::make_unique<SoundingSide>();
    QVERIFY(m_clinic->open().ok());
    QVERIFY(m_third->open().ok());
}

void TestBaresip::cleanup()
{
    if (QTest::currentTestFailed() && m_baresip)
        qWarning("%s", m_baresip->log().right(8'000).constData());
    m_baresip.reset();
    for (std::unique_ptr<SoundingSide> *side : {&m_clinic, &m_third}) {
        close(**side);
        side->reset();
    }
}

void TestBaresip::softphone(Baresip::Place place)
{
    place.toneHz = int(theirHz);
    m_baresip = std::make_unique<Baresip>(place);
    QVERIFY2(m_baresip->start(), m_baresip->log().constData());
}

LegId TestBaresip::talk() // we call, and it hears itself
{
    softphone({.account = answersByItself});
    const LegId leg = m_clinic->call(m_baresip->uri());
    [&] { QTRY_COMPARE_WITH_TIMEOUT(m_clinic->paths[leg].size(), 1, longMs); }();
    [&] { QTRY_COMPARE(m_baresip->times("CALL_ESTABLISHED"), 1); }();
    m_clinic->echo(leg);
    [&] { QTRY_VERIFY(hears(theirHz, ourHz)); }();
    return leg;
}

bool TestBaresip::hears(double hertz, double other)
{
    const Pcm heard = m_baresip->heard();
    return amplitudeAtEnd(hertz, heard) > 3'000 && amplitudeAtEnd(other, heard) < 100;
}

void TestBaresip::bothAreHeard(const LegId &leg)
{
    m_clinic->play(leg, ourHz, 8'000);
    QTRY_VERIFY_WITH_TIMEOUT(hears(ourHz, theirHz), longMs);
    m_clinic->fallSilent(leg);
    m_clinic->echo(leg);
    QTRY_VERIFY_WITH_TIMEOUT(hears(theirHz, ourHz), longMs);
}

void TestBaresip::baresipCallsAndBothAreHeard()
{
    softphone({});
    m_baresip->tell("dial", m_clinic->uri(QStringLiteral("100")).toLatin1());
    QTRY_COMPARE_WITH_TIMEOUT(m_clinic->arrived.size(), 1, longMs);
    QCOMPARE(m_clinic->arrived[0].called[0].reveal(), QStringLiteral("100"));
    const LegId leg = m_clinic->arrived[0].leg;
    m_clinic->order(leg, RingBack{});
    QTRY_COMPARE(m_baresip->times("CALL_RINGING"), 1);
    m_clinic->answer(leg);
    QTRY_COMPARE(m_clinic->paths[leg].size(), 1);
    bothAreHeard(leg);
    m_baresip->tell("hangup");
    QTRY_COMPARE(m_clinic->ended, QList{leg});
}

void TestBaresip::baresipIsCalledAndBothAreHeard()
{
    softphone({.account = answersByItself});
    const LegId leg = m_clinic->call(m_baresip->uri());
    QTRY_COMPARE_WITH_TIMEOUT(m_clinic->paths[leg].size(), 1, longMs);
    QVERIFY(!m_clinic->paths[leg][0].keys);
    bothAreHeard(leg);
    m_clinic->order(leg, HangUpLeg{});
    QTRY_COMPARE(m_baresip->times("CALL_CLOSED"), 1);
}

void TestBaresip::baresipCallsWithKeys()
{
    softphone({.account = keysOnly,
               .certificate = m_certificates.certificate(),
               .key = m_certificates.key(),
               .authority = m_certificates.authority()});
    m_baresip->tell("dial", "sip:100@127.0.0.1:" + QByteArray::number(m_tlsPort) + ";transport=tls");
    QTRY_COMPARE_WITH_TIMEOUT(m_clinic->arrived.size(), 1, longMs);
    const LegId leg = m_clinic->arrived[0].leg;
    m_clinic->answer(leg);
    QTRY_COMPARE(m_clinic->paths[leg].size(), 1);
    QVERIFY(m_clinic->paths[leg][0].keys.has_value());
    bothAreHeard(leg);
    m_baresip->tell("hangup");
    QTRY_COMPARE(m_clinic->ended, QList{leg});
}

void TestBaresip::baresipIsCalledWithKeys()
{
    softphone({.account = answersByItself + keysOnly,
               .certificate = m_certificates.certificate(),
               .key = m_certificates.key(),
               .authority = m_certificates.authority()});
    const SipAccountPlan plan{.name = QStringLiteral("softphone"),
                              .user = QStringLiteral("100"),
                              .host = QStringLiteral("127.0.0.1"),
                              .port = quint16(m_baresip->port() + 1),
                              .transport = SipTransport::Tls};
    close(*m_clinic);
    m_clinic =
        std::make_unique<SoundingSide>(SipLine::Place{.accounts = {{plan, {}}},
                                                      .dialling = {.allowed = {QStringLiteral("2")}, .perHour = 10},
                                                      .authorities = m_certificates.authority()});
    QVERIFY(m_clinic->open().ok());
    const LegId leg = m_clinic->call(QStringLiteral("sip:2bob@127.0.0.1"), plan.name);
    QTRY_COMPARE_WITH_TIMEOUT(m_clinic->paths[leg].size(), 1, longMs);
    QVERIFY(m_clinic->paths[leg][0].keys.has_value());
    bothAreHeard(leg);
    m_clinic->order(leg, HangUpLeg{});
    QTRY_COMPARE(m_baresip->times("CALL_CLOSED"), 1);
}

// baresip writes down what it hears only until the first hold. Whoever confers with it hears what we hear of it.
std::unique_ptr<PhoneCaller> TestBaresip::listenerTo(const LegId &leg)
{
    auto listener = std::make_unique<PhoneCaller>(m_clinic->port);
    listener->invite();
    [&] { QTRY_COMPARE(m_clinic->arrived.size(), 1); }();
    const LegId theirs = m_clinic->arrived[0].leg;
    m_clinic->answer(theirs);
    [&] { QTRY_VERIFY(listener->answered()); }();
    listener->acknowledge();
    [&] { QTRY_COMPARE(m_clinic->paths[theirs].size(), 1); }();
    m_clinic->confer(theirs);
    m_clinic->confer(leg);
    [&] { QTRY_VERIFY(amplitudeAtEnd(theirHz, listener->heard()) > 3'000); }();
    return listener;
}

void TestBaresip::baresipHoldsAndResumes()
{
    const LegId leg = talk();
    const auto listener = listenerTo(leg);
    m_baresip->tell("hold");
    QTRY_COMPARE(m_clinic->flow(leg), Flow::FromThem);
    m_baresip->tell("resume");
    QTRY_COMPARE(m_clinic->flow(leg), Flow::BothWays);
    const qsizetype before = listener->heard().size();
    QTRY_VERIFY(listener->heard().size() > before + narrowRate && amplitudeAtEnd(theirHz, listener->heard()) > 3'000);
}

void TestBaresip::baresipIsHeldAndResumed()
{
    const LegId leg = talk();
    const auto listener = listenerTo(leg);
    m_clinic->order(leg, HoldLeg{true});
    QTRY_COMPARE(m_clinic->flow(leg), Flow::ToThem);
    QTRY_VERIFY(amplitudeAtEnd(theirHz, listener->heard()) < 100);
    m_clinic->order(leg, HoldLeg{false});
    QTRY_COMPARE(m_clinic->flow(leg), Flow::BothWays);
    QTRY_VERIFY(amplitudeAtEnd(theirHz, listener->heard()) > 3'000);
}

void TestBaresip::baresipSendsUsToSomebodyElse()
{
    const LegId leg = talk();
    m_baresip->tell("transfer", m_third->uri(QStringLiteral("201")).toLatin1());
    QTRY_COMPARE(m_clinic->transfers, QStringList{m_third->uri(QStringLiteral("201"))});
    const LegId onward = m_clinic->call(m_clinic->transfers[0]);
    QTRY_COMPARE(m_third->arrived.size(), 1);
    m_third->answer(m_third->arrived[0].leg);
    QTRY_COMPARE(m_clinic->paths[onward].size(), 1);
    m_clinic->order(leg, TellTransfer{TransferStep::Done});
    QTRY_COMPARE(m_clinic->ended, QList{leg}); // baresip is content, and leaves
}

void TestBaresip::baresipGoesWhereWeSendIt()
{
    const LegId leg = talk();
    QTRY_VERIFY(m_baresip->mayBeginAnother());
    m_clinic->order(leg, ReferLeg{PrivateText(m_third->uri(QStringLiteral("201")))});
    QTRY_COMPARE(m_third->arrived.size(), 1);
    const LegId theirs = m_third->arrived[0].leg;
    m_third->answer(theirs);
    QTRY_COMPARE(m_third->paths[theirs].size(), 1);
    QTRY_VERIFY(m_clinic->steps.contains(TransferStep::Done));
    m_third->play(theirs, ourHz, 8'000);
    QTRY_VERIFY_WITH_TIMEOUT(hears(ourHz, theirHz), longMs);
}

QByteArray TestBaresip::replacesOf(const LineSide &side) const // its dialog with baresip, as side is to be told
{
    const QRegularExpression answer(
        QStringLiteral("SIP/2\\.0 200 OK\\r?\\n(?:.*\\n)*?To: <sip:[^>]*:%1[^>]*>;tag=(\\S+)\\r?\\n(?:.*\\n)*?"
                       "From: [^\\r\\n]*;tag=(\\S+)\\r?\\nCall-ID: (\\S+)")
            .arg(side.port));
    const auto found = answer.match(QString::fromUtf8(m_baresip->log()));
    return QStringLiteral("%3;to-tag=%1;from-tag=%2")
        .arg(found.captured(1), found.captured(2), found.captured(3))
        .toLatin1();
}

void TestBaresip::baresipJoinsItsTwoCalls()
{
    const LegId first = talk();
    m_baresip->tell("hold");
    QTRY_COMPARE(m_clinic->flow(first), Flow::FromThem);
    m_baresip->tell("dial", m_third->uri(QStringLiteral("201")).toLatin1());
    QTRY_COMPARE(m_third->arrived.size(), 1);
    const LegId theirs = m_third->arrived[0].leg;
    m_third->answer(theirs);
    QTRY_COMPARE(m_third->paths[theirs].size(), 1);
    QTRY_COMPARE(m_baresip->times("CALL_ESTABLISHED"), 2);

    m_baresip->tell("line", "1");
    m_baresip->tell("transfer",
                    '<' + m_third->uri(QStringLiteral("201")).toLatin1()
                        + "?Replaces=" + replacesOf(*m_third).toPercentEncoding() + '>');
    QTRY_COMPARE(m_clinic->transfers.size(), 1);
    const LegId onward = m_clinic->call(m_clinic->transfers[0]);
    QTRY_COMPARE(m_third->paths[theirs].size(), 2); // the leg goes on, with us at its other end
    QTRY_COMPARE(m_clinic->paths[onward].size(), 1);
    QCOMPARE(m_third->arrived.size(), 1);
    QTRY_COMPARE(m_baresip->times("CALL_CLOSED"), 1); // of the call that was replaced
    m_clinic->order(first, TellTransfer{TransferStep::Done});
    QTRY_COMPARE(m_baresip->times("CALL_CLOSED"), 2);
    QVERIFY(m_third->ended.isEmpty());
}

QTEST_GUILESS_MAIN(TestBaresip)
#include "test_baresip.moc"
