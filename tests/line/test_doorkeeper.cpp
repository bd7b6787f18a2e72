// Who is let in, who hears why not, and who hears nothing: in virtual time, on requests as libre reads them.
#include "line/doorkeeper.h"
#include "scripted/log_catcher.h"
#include "scripted/sip_request.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

class TestDoorkeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aTrustedSourceIsServedUpToItsRate();
    void whatBelongsToACallCostsATrustedSourceNothing();
    void aStrangerHearsNothing();
    void aStrangerIsAskedToSignInWhenThereAreUsers();
    void aUserIsLetIn();
    void aQuestionHoldsForItsSourceAndItsTime();
    void aRightAnswerCountsOnce();
    void anUnknownUserIsAnsweredLikeAWrongPassword();
    void wrongSignInsHoldTheirSourceBackLongerEachTime();
    void aStrangerBeyondItsRateHearsNothing();
    void strangersTogetherAreAskedOnlySoOften();
    void onlyWhoHasACallGoesOnWithoutSigningIn();
    void aRefusalIsLoggedOncePerSourceAndMinute();
    void theLogNeverHoldsWhatWasAskedFor();
    void oneRequestIsJudgedInMicroseconds_data();
    void oneRequestIsJudgedInMicroseconds();

private:
    Verdict judge(const QByteArray &datagram, const char *source, bool hasCalls = false);
    Verdict signIn(const char *source, const QByteArray &user, const QByteArray &password);
    quint64 count(RefusalReason reason) const { return m_door->refusals().count(reason); }

    PhoneCaller m_caller{5060};
    DoorRules m_rules;
    std::unique_ptr<Doorkeeper> m_door;
    DoorTime m_now;
};

namespace {
constexpr const char *pbx = "127.0.0.1";
constexpr const char *stranger = "192.0.2.9";
} // namespace

void TestDoorkeeper::init()
{
    m_rules = {.trustedPerSecond = 3, .strangersPerSecond = 5, .users = {{QStringLiteral("ann"), "s3cret"}}};
    m_door = std::make_unique<Doorkeeper>(m_rules, TrustedSources());
    m_now = DoorTime(24h);
}

Verdict TestDoorkeeper::judge(const QByteArray &datagram, const char *source, bool hasCalls)
{
    const Held<sip_msg> request = sipRequest(datagram, source);
    return m_door->judge(
        *request, [hasCalls] { return hasCalls; }, m_now);
}

Verdict TestDoorkeeper::signIn(const char *source, const QByteArray &user, const QByteArray &password)
{
    m_now += 1s; // whoever signs in is not in a hurry
    const Verdict asked = judge(m_caller.invitation(), source);
    return asked.refusal ? judge(signedIn(m_caller.invitation(), asked.refusal->headers, user, password), source)
                         : asked;
}

void TestDoorkeeper::aTrustedSourceIsServedUpToItsRate()
{
    for (int each = 0; each < 3; ++each)
        QVERIFY(judge(m_caller.invitation(), pbx).letIn);
    const Verdict verdict = judge(m_caller.invitation(), pbx);
    QVERIFY(!verdict.letIn);
    QCOMPARE(verdict.refusal->code, 503);
    QVERIFY(verdict.refusal->headers.startsWith("Retry-After: "));
    QVERIFY(judge(m_caller.invitation(), "127.0.0.2").letIn); // another has a rate of its own
    QCOMPARE(count(RefusalReason::TrustedRate), 1);
    m_now += 1s;
    QVERIFY(judge(m_caller.invitation(), pbx).letIn);
}

void TestDoorkeeper::whatBelongsToACallCostsATrustedSourceNothing()
{
    const QByteArray bye =
        m_caller.invitation().replace("INVITE", "BYE").replace("\r\nCall-ID", ";tag=ours\r\nCall-ID");
    for (int each = 0; each < 10; ++each)
        QVERIFY(judge(bye, pbx).letIn);
    QVERIFY(judge(m_caller.invitation(), pbx).letIn);
}

void TestDoorkeeper::aStrangerHearsNothing()
{
    m_rules.users.clear();
    m_door = std::make_unique<Doorkeeper>(m_rules, TrustedSources());
    const Verdict verdict = judge(m_caller.invitation(), stranger);
    QVERIFY(!verdict.letIn && !verdict.refusal);
    QCOMPARE(count(RefusalReason::Stranger), 1);
    const TrustedSources here{{}, {{QHostAddress(QStringLiteral("127.0.0.9")), 32}}};
    m_door = std::make_unique<Doorkeeper>(m_rules, here);
    QVERIFY(!judge(m_caller.invitation(), "127.0.0.9").letIn);
    QVERIFY(judge(m_caller.invitation(), pbx).letIn);
}

void TestDoorkeeper::aStrangerIsAskedToSignInWhenThereAreUsers()
{
    const Verdict verdict = judge(m_caller.invitation(), stranger);
    QVERIFY(!verdict.letIn);
    QCOMPARE(verdict.refusal->code, 401);
    QVERIFY(verdict.refusal->headers.startsWith("WWW-Authenticate: Digest realm=\"nightbell\", nonce=\""));
    for (const char *other : {"OPTIONS", "REGISTER", "MESSAGE", "BYE"}) {
        const Verdict silence = judge(m_caller.invitation().replace("INVITE", other), stranger);
        QVERIFY(!silence.letIn && !silence.refusal);
    }
    m_now += 1s;
    const Verdict broken = judge(m_caller.invitation().replace("Max-Forwards: 70", "Max-Forwards: 300"), stranger);
    QVERIFY(!broken.letIn && !broken.refusal);
}

void TestDoorkeeper::aUserIsLetIn()
{
    QVERIFY(signIn(stranger, "ann", "s3cret").letIn);
    const Verdict wrong = signIn(stranger, "ann", "guess");
    QVERIFY(!wrong.letIn);
    QCOMPARE(wrong.refusal->code, 401);
    QCOMPARE(count(RefusalReason::WrongSignIn), 1);
}

void TestDoorkeeper::aQuestionHoldsForItsSourceAndItsTime()
{
    const Verdict asked = judge(m_caller.invitation(), stranger);
    const QByteArray answered = signedIn(m_caller.invitation(), asked.refusal->headers, "ann", "s3cret");
    QVERIFY(!judge(answered, "192.0.2.10").letIn);
    m_now += 30s;
    QVERIFY(judge(answered, stranger).letIn);
    QByteArray elsewhere = answered;
    elsewhere.replace("INVITE sip:100@", "INVITE sip:900@");
    QVERIFY(!judge(elsewhere, stranger).letIn); // signed for another number
    QCOMPARE(count(RefusalReason::WrongSignIn), 1);
    m_now += 1s;
    const Verdict late = judge(answered, stranger);
    QVERIFY(!late.letIn);
    QVERIFY(late.refusal->headers.contains("stale=true"));
}

void TestDoorkeeper::aRightAnswerCountsOnce()
{
    const Verdict asked = judge(m_caller.invitation(), stranger);
    const Verdict askedAgain = judge(m_caller.invitation(), stranger); // in the same moment
    const auto answered = [this](const Verdict &verdict, const char *count = "00000001") {
        return signedIn(m_caller.invitation(), verdict.refusal->headers, "ann", "s3cret", count);
    };
    const QByteArray overheard = answered(asked);
    QVERIFY(judge(overheard, stranger).letIn);
    const Verdict again = judge(overheard, stranger);
    QVERIFY(!again.letIn);
    QVERIFY(again.refusal->headers.contains("stale=true"));
    m_now += 1s;
    QVERIFY(judge(answered(askedAgain), stranger).letIn); // another question
    QVERIFY(judge(answered(asked, "00000002"), stranger).letIn);
    QVERIFY(!judge(answered(asked, "00000001"), stranger).letIn);
    QCOMPARE(count(RefusalReason::WrongSignIn), 0);
}

void TestDoorkeeper::anUnknownUserIsAnsweredLikeAWrongPassword()
{
    const Verdict known = signIn(stranger, "ann", "guess");
    const Verdict unknown = signIn("192.0.2.10", "bob", "guess");
    static const QRegularExpression nonce(QStringLiteral("nonce=\"[^\"]+\""));
    const auto said = [](const Verdict &verdict) {
        return QString::fromLatin1(verdict.refusal->headers).remove(nonce) + QString::number(verdict.refusal->code);
    };
    QVERIFY(!known.letIn && !unknown.letIn);
    QCOMPARE(said(unknown), said(known));
    QCOMPARE(count(RefusalReason::WrongSignIn), 2);
}

void TestDoorkeeper::wrongSignInsHoldTheirSourceBackLongerEachTime()
{
    QCOMPARE(signIn(stranger, "ann", "guess").refusal->code, 401); // a slip costs nothing
    QCOMPARE(signIn(stranger, "ann", "guess").refusal->code, 401);
    QVERIFY(!signIn(stranger, "ann", "s3cret").refusal); // not even the right one is heard
    QVERIFY(count(RefusalReason::HeldBack) >= 1);
    QVERIFY(signIn("192.0.2.10", "ann", "s3cret").letIn);
    m_now += 2s;
    QCOMPARE(signIn(stranger, "bob", "guess").refusal->code, 401);
    m_now += 2s;
    QVERIFY(!signIn(stranger, "ann", "s3cret").letIn);
    m_now += 2s;
    QVERIFY(signIn(stranger, "ann", "s3cret").letIn);
    QCOMPARE(signIn(stranger, "ann", "guess").refusal->code, 401); // forgiven
}

void TestDoorkeeper::aStrangerBeyondItsRateHearsNothing()
{
    int answers = 0;
    for (int each = 0; each < 20; ++each)
        answers += judge(m_caller.invitation(), stranger).refusal.has_value();
    QCOMPARE(answers, 5);
    QCOMPARE(count(RefusalReason::StrangerRate), 15);
}

void TestDoorkeeper::strangersTogetherAreAskedOnlySoOften()
{
    int answers = 0;
    for (int each = 0; each < 1'000; ++each) {
        const QByteArray source = "10.0." + QByteArray::number(each / 250) + '.' + QByteArray::number(each % 250);
        answers += judge(m_caller.invitation(), source.constData()).refusal.has_value();
    }
    QCOMPARE(answers, 100);
}

void TestDoorkeeper::onlyWhoHasACallGoesOnWithoutSigningIn()
{
    const QByteArray bye =
        m_caller.invitation().replace("INVITE", "BYE").replace("\r\nCall-ID", ";tag=ours\r\nCall-ID");
    QVERIFY(!judge(bye, stranger).letIn);
    QVERIFY(judge(bye, stranger, true).letIn);
    QVERIFY(!judge(m_caller.invitation(), stranger, true).letIn); // a second call is signed for again
}

void TestDoorkeeper::aRefusalIsLoggedOncePerSourceAndMinute()
{
    const LogCatcher log;
    for (int each = 0; each < 50; ++each) {
        judge(m_caller.invitation(), stranger);
        judge(m_caller.invitation(), "192.0.2.10");
        m_now += 1s;
    }
    QCOMPARE(log.lines("refused 192.0.2.9 ").size(), 1);
    QCOMPARE(log.lines("refused 192.0.2.10 ").size(), 1);
    m_now += 10s;
    judge(m_caller.invitation(), stranger);
    QCOMPARE(log.lines("refused 192.0.2.9 ").size(), 2);
    QCOMPARE(log.lines("unmentioned before: 49").size(), 1);
    for (int each = 0; each < 200; ++each)
        judge(m_caller.invitation(), ("10.0.0." + QByteArray::number(each)).constData());
    QVERIFY(log.lines("refused").size() <= 63);
}

void TestDoorkeeper::theLogNeverHoldsWhatWasAskedFor()
{
    const LogCatcher log;
    signIn(stranger, "ann", "guess");
    judge(m_caller.invitation().replace("Max-Forwards: 70", "Max-Forwards: 300"), pbx);
    QVERIFY(!log.lines("refused").isEmpty());
    for (const char *secret : {"ann", "Ann", "guess", "100@", "4930123456"})
        QVERIFY2(log.lines(secret).isEmpty(), secret);
}

void TestDoorkeeper::oneRequestIsJudgedInMicroseconds_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("let in") << QByteArray(pbx);
    QTest::newRow("silenced") << QByteArray(stranger);
}

void TestDoorkeeper::oneRequestIsJudgedInMicroseconds()
{
    QFETCH(QByteArray, source);
    m_rules.trustedPerSecond = 1'000'000'000;
    m_door = std::make_unique<Doorkeeper>(m_rules, TrustedSources());
    const Held<sip_msg> request = sipRequest(m_caller.invitation(), source.constData());
    const bool trusted = source == pbx;
    bool letIn = trusted;
    QBENCHMARK
    {
        letIn = m_door
                    ->judge(
                        *request, [] { return false; }, m_now)
                    .letIn;
    }
    QCOMPARE(letIn, trusted);
}

QTEST_GUILESS_MAIN(TestDoorkeeper)
#include "test_doorkeeper.moc"
