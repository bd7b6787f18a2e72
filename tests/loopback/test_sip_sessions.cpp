// What keeps, changes and ends a session, as it goes over the wire: its life (RFC 4028), answers that are not
// acknowledged, withdrawals that cross with answers, challenges. Half an hour of it passes at once.
#include "scripted/line_clock.h"
#include "scripted/phone_caller.h"

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

class TestSipSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aRefusedUpdateBecomesAnInvitation_data();
    void aRefusedUpdateBecomesAnInvitation();
    void aLifeTooShortForThemIsAskedForAgainLonger();
    void aLifeTooShortForUsIsRefused();
    void aRenewalTooShortForThemIsAskedForAgainLonger();
    void aSessionThatTheyDoNotRenewEnds();
    void aSessionThatTheyRenewLivesOn();
    void aRenewalThatNobodyAnswersEndsTheSession();
    void anAnswerIsRepeatedUntilItIsAcknowledged();
    void anAnswerThatIsNeverAcknowledgedEndsTheCall();
    void aWithdrawalAfterTheAnswerChangesNothing();
    void anAnswerThatCrossesWithOurWithdrawalIsEnded();
    void aChallengeWithinACallOfTheirsGetsNoCredentials();

private:
    LegId answeredCall(const QByteArray &more);
    void everythingIsDone(); // that was sent so far

    std::unique_ptr<LineSide> m_side;
    std::unique_ptr<PhoneCaller> m_phone;
};

namespace {

const QByteArray updates = "Allow: INVITE, ACK, BYE, CANCEL, UPDATE\r\n";
const QByteArray challenge =
    "WWW-Authenticate: Digest realm=\"clinic\", nonce=\"0123\", algorithm=MD5, qop=\"auth\"\r\n";

bool saysLife(const QByteArray &request, int seconds)
{
    return request.contains("\r\nSession-Expires: " + QByteArray::number(seconds));
}

} // namespace

void TestSipSessions::init()
{
    const SipAccountPlan plan{.name = QStringLiteral("front"),
                              .user = QStringLiteral("100"),
                              .host = QStringLiteral("127.0.0.1"),
                              .port = 9, // nobody registers anybody there
                              .realm = QStringLiteral("clinic")};
    m_side = std::make_unique<LineSide>(
        SipLine::Place{.accounts = {{plan, "s3cret"}}, .dialling = {.allowed = {QStringLiteral("2")}, .perHour = 10}});
    QVERIFY(m_side->line->open().ok());
    m_phone = std::make_unique<PhoneCaller>(m_side->port);
}

void TestSipSessions::cleanup()
{
    m_side->line->close();
    QTRY_VERIFY_WITH_TIMEOUT(m_side->closed, 2 * byesAwaitedMs);
    m_side.reset();
    m_phone.reset();
}

LegId TestSipSessions::answeredCall(const QByteArray &more)
{
    m_phone->moreHeaders = more;
    m_phone->invite();
    [&] { QTRY_COMPARE(m_side->arrived.size(), 1); }();
    const LegId leg = m_side->arrived.value(0).leg;
    m_side->order(leg, AnswerLeg{m_side->sound});
    [&] { QTRY_VERIFY(m_phone->answered()); }();
    m_phone->acknowledge();
    [&] { QTRY_COMPARE(m_side->paths[leg].size(), 1); }();
    return leg;
}

void TestSipSessions::everythingIsDone()
{
    m_phone->askOptions();
    QTRY_COMPARE(m_phone->codes("OPTIONS"), QList{200});
}

void TestSipSessions::aRefusedUpdateBecomesAnInvitation_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::newRow("not allowed") << QByteArray("405 Method Not Allowed");
    QTest::newRow("a method they lack") << QByteArray("501 Unknown");
    QTest::newRow("not liked") << QByteArray("488 Not Acceptable Here");
    QTest::newRow("not now") << QByteArray("500 Server Internal Error");
}

void TestSipSessions::aRefusedUpdateBecomesAnInvitation()
{
    QFETCH(QByteArray, refusal);
    const LegId leg = answeredCall(updates);
    passOnLine(*m_side, 900s); // half of the life
    QTRY_COMPARE(m_phone->asked("UPDATE").size(), 1);
    QVERIFY(saysLife(m_phone->asked("UPDATE")[0], sessionSeconds));
    m_phone->reply(m_phone->asked("UPDATE")[0], refusal);
    QTRY_COMPARE(m_phone->asked("INVITE").size(), 1);
    QVERIFY(m_phone->asked("INVITE")[0].contains("m=audio 40000 "));
    m_phone->reply(m_phone->asked("INVITE")[0], "200 OK", {}, m_phone->offer());
    QTRY_COMPARE(m_phone->asked("ACK").size(), 1);
    passOnLine(*m_side, 900s);
    QTRY_COMPARE(m_phone->asked("INVITE").size(), 2); // it does not ask for the other again
    QCOMPARE(m_phone->asked("UPDATE").size(), 1);
    m_phone->reply(m_phone->asked("INVITE")[1], "200 OK", {}, m_phone->offer());
    QTRY_COMPARE(m_phone->asked("ACK").size(), 2);
    QVERIFY(m_side->ended.isEmpty());
}

void TestSipSessions::aLifeTooShortForThemIsAskedForAgainLonger()
{
    const LegId leg = m_side->dial(m_phone->uri());
    QTRY_COMPARE(m_phone->asked("INVITE").size(), 1);
    m_phone->reply(m_phone->asked("INVITE")[0], "422 Session Interval Too Small", "Min-SE: 3600\r\n");
    QTRY_COMPARE(m_phone->asked("INVITE").size(), 2);
    const QByteArray again = m_phone->asked("INVITE")[1];
    QVERIFY(saysLife(again, 3'600));
    QVERIFY(again.contains("\r\nMin-SE: 3600\r\n"));
    m_phone->reply(again, "200 OK", "Session-Expires: 3600;refresher=uac\r\nRequire: timer\r\n", m_phone->offer());
    QTRY_COMPARE(m_side->paths[leg].size(), 1);
}

void TestSipSessions::aLifeTooShortForUsIsRefused()
{
    m_phone->moreHeaders = "Supported: timer\r\nSession-Expires: 30\r\n";
    m_phone->invite();
    QTRY_COMPARE(m_phone->codes("INVITE"), QList{422});
    QVERIFY(m_phone->replies[0].whole.contains("\r\nMin-SE: 90\r\n"));
    QVERIFY(m_side->arrived.isEmpty());
}

void TestSipSessions::aRenewalTooShortForThemIsAskedForAgainLonger()
{
    answeredCall(updates);
    passOnLine(*m_side, 900s);
    QTRY_COMPARE(m_phone->asked("UPDATE").size(), 1);
    m_phone->reply(m_phone->asked("UPDATE")[0], "422 Session Interval Too Small", "Min-SE: 2400\r\n");
    QTRY_COMPARE(m_phone->asked("UPDATE").size(), 2);
    QVERIFY(saysLife(m_phone->asked("UPDATE")[1], 2'400));
    m_phone->reply(m_phone->asked("UPDATE")[1], "200 OK", "Session-Expires: 2400;refresher=uac\r\n");
    everythingIsDone();
    passOnLine(*m_side, 1'000s);
    everythingIsDone();
    QCOMPARE(m_phone->asked("UPDATE").size(), 2);
    passOnLine(*m_side, 200s);
    QTRY_COMPARE(m_phone->asked("UPDATE").size(), 3);
}

void TestSipSessions::aSessionThatTheyDoNotRenewEnds()
{
    const LegId leg = answeredCall("Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n");
    QVERIFY(m_phone->replies.constLast().whole.contains("Session-Expires: 90;refresher=uac"));
    passOnLine(*m_side, 50s);
    everythingIsDone();
    QVERIFY(m_side->ended.isEmpty());
    passOnLine(*m_side, 10s); // a third of the life before its end
    QTRY_COMPARE(m_side->ended, QList{leg});
    QTRY_COMPARE(m_phone->byesHeard, 1);
}

void TestSipSessions::aSessionThatTheyRenewLivesOn()
{
    const LegId leg = answeredCall("Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n");
    passOnLine(*m_side, 45s);
    m_phone->renew();
    QTRY_COMPARE(m_phone->codes("UPDATE"), QList{200});
    passOnLine(*m_side, 45s);
    m_phone->renew();
    QTRY_COMPARE(m_phone->codes("UPDATE"), (QList{200, 200}));
    QVERIFY(m_side->ended.isEmpty());
    QCOMPARE(m_phone->byesHeard, 0);
}

void TestSipSessions::aRenewalThatNobodyAnswersEndsTheSession()
{
    const LegId leg = answeredCall(updates);
    passOnLine(*m_side, 900s);
    QTRY_COMPARE(m_phone->asked("UPDATE").size(), 1);
    passOnLine(*m_side, 33s);
    QTRY_COMPARE(m_side->ended, QList{leg});
    QTRY_COMPARE(m_phone->byesHeard, 1);
}

void TestSipSessions::anAnswerIsRepeatedUntilItIsAcknowledged()
{
    m_phone->invite();
    QTRY_COMPARE(m_side->arrived.size(), 1);
    m_side->order(m_side->arrived[0].leg, AnswerLeg{m_side->sound});
    QTRY_VERIFY(m_phone->codes("INVITE").count(200) >= 3);
    QVERIFY(m_side->paths.isEmpty());
    m_phone->acknowledge();
    QTRY_COMPARE(m_side->paths.size(), 1);
    const auto answers = m_phone->codes("INVITE").count(200);
    passOnLine(*m_side, 40s);
    m_phone->hangUp();
    QTRY_COMPARE(m_phone->codes("BYE"), QList{200});
    QCOMPARE(m_phone->codes("INVITE").count(200), answers);
}

void TestSipSessions::anAnswerThatIsNeverAcknowledgedEndsTheCall()
{
    m_phone->invite();
    QTRY_COMPARE(m_side->arrived.size(), 1);
    const LegId leg = m_side->arrived[0].leg;
    m_side->order(leg, AnswerLeg{m_side->sound});
    QTRY_VERIFY(m_phone->answered());
    passOnLine(*m_side, 33s);
    QTRY_COMPARE(m_side->ended, QList{leg});
    QTRY_COMPARE(m_phone->byesHeard, 1); // RFC 3261, 13.3.1.4
    QVERIFY(m_side->paths.isEmpty());
}

void TestSipSessions::aWithdrawalAfterTheAnswerChangesNothing()
{
    m_phone->invite();
    QTRY_COMPARE(m_side->arrived.size(), 1);
    const LegId leg = m_side->arrived[0].leg;
    m_side->order(leg, AnswerLeg{m_side->sound});
    QTRY_VERIFY(m_phone->answered());
    m_phone->cancel();
    QTRY_COMPARE(m_phone->codes("CANCEL").size(), 1);
    m_phone->acknowledge();
    QTRY_COMPARE(m_side->paths[leg].size(), 1);
    QVERIFY(m_side->ended.isEmpty());
    QVERIFY(!m_phone->codes("INVITE").contains(487));
    m_phone->hangUp();
    QTRY_COMPARE(m_side->ended, QList{leg});
}

void TestSipSessions::anAnswerThatCrossesWithOurWithdrawalIsEnded()
{
    const LegId leg = m_side->dial(m_phone->uri());
    QTRY_COMPARE(m_phone->asked("INVITE").size(), 1);
    m_phone->reply(m_phone->asked("INVITE")[0], "180 Ringing");
    QTRY_COMPARE(m_side->rings, QList{leg});
    m_side->order(leg, HangUpLeg{});
    QTRY_COMPARE(m_phone->asked("CANCEL").size(), 1);
    m_phone->reply(m_phone->asked("INVITE")[0], "200 OK", {}, m_phone->offer()); // it was on its way
    m_phone->reply(m_phone->asked("CANCEL")[0], "200 OK");
    QTRY_COMPARE(m_phone->asked("ACK").size(), 1);
    QTRY_COMPARE(m_phone->byesHeard, 1);
    QVERIFY(m_side->paths[leg].isEmpty());
}

void TestSipSessions::aChallengeWithinACallOfTheirsGetsNoCredentials()
{
    const LegId leg = answeredCall({});
    m_side->order(leg, HoldLeg{true});
    QTRY_COMPARE(m_phone->asked("INVITE").size(), 1);
    m_phone->reply(m_phone->asked("INVITE")[0], "401 Unauthorized", challenge);
    QTRY_COMPARE(m_phone->asked("ACK").size(), 1);
    m_phone->confirmsByes = false;
    m_side->order(leg, ReferLeg{PrivateText(QStringLiteral("201"))});
    QTRY_COMPARE(m_phone->asked("REFER").size(), 1);
    m_phone->reply(m_phone->asked("REFER")[0], "401 Unauthorized", challenge);
    QTRY_COMPARE(m_side->steps, QList{TransferStep::Refused});
    m_side->order(leg, HangUpLeg{});
    QTRY_COMPARE(m_phone->asked("BYE").size(), 1);
    m_phone->reply(m_phone->asked("BYE")[0], "401 Unauthorized", challenge);
    everythingIsDone();
    for (const QByteArray &request : std::as_const(m_phone->requests))
        QVERIFY2(!request.contains("uthorization:"), request.constData());
    QCOMPARE(m_phone->asked("INVITE").size(), 1);
    QCOMPARE(m_phone->asked("BYE").size(), 1);
}

QTEST_GUILESS_MAIN(TestSipSessions)
#include "test_sip_sessions.moc"
