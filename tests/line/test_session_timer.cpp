// The life of a session (RFC 4028), in virtual time.
#include "line/session_timer.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

class TestSessionTimer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOfferIsAnsweredAsItAsks_data();
    void anOfferIsAnsweredAsItAsks();
    void anAnswerSaysWhoseTurnItIs();
    void aSessionShorterThanTheLeastIsTooBrief();
    void ourRenewalIsDueAtHalfOfTheLife();
    void aRenewedSessionLivesOn();
    void aSessionThatNobodyRenewsEnds();
    void theirsEndsALittleEarlier();
    void theHeadersSayIt();
};

Q_DECLARE_METATYPE(SessionWish)

void TestSessionTimer::anOfferIsAnsweredAsItAsks_data()
{
    QTest::addColumn<SessionWish>("wish");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("oursToRenew");
    QTest::newRow("knows nothing of it") << SessionWish{} << 1'800 << true;
    QTest::newRow("says it knows") << SessionWish{.supported = true} << 1'800 << false;
    QTest::newRow("a shorter life") << SessionWish{.supported = true, .seconds = 600} << 600 << false;
    QTest::newRow("a longer life") << SessionWish{.supported = true, .seconds = 7'200} << 1'800 << false;
    QTest::newRow("a longer life or none")
        << SessionWish{.supported = true, .seconds = 7'200, .least = 3'600} << 3'600 << false;
    QTest::newRow("we are to renew") << SessionWish{.supported = true, .seconds = 600, .refresher = Refresher::Uas}
                                     << 600 << true;
    QTest::newRow("they are to renew") << SessionWish{.supported = true, .seconds = 600, .refresher = Refresher::Uac}
                                       << 600 << false;
}

void TestSessionTimer::anOfferIsAnsweredAsItAsks()
{
    QFETCH(SessionWish, wish);
    const SessionTerms terms = termsForOffered(wish);
    QTEST(terms.seconds, "seconds");
    QTEST(terms.oursToRenew, "oursToRenew");
    QCOMPARE(terms.theirsKnow, wish.supported);
}

void TestSessionTimer::anAnswerSaysWhoseTurnItIs()
{
    QVERIFY(termsForAnswered({.seconds = 600, .refresher = Refresher::Uac}).oursToRenew);
    QVERIFY(!termsForAnswered({.seconds = 600, .refresher = Refresher::Uas}).oursToRenew);
    QVERIFY(termsForAnswered({}).oursToRenew);
    QCOMPARE(termsForAnswered({.seconds = 1}).seconds, leastSessionSeconds);
}

void TestSessionTimer::aSessionShorterThanTheLeastIsTooBrief()
{
    QVERIFY(tooBrief({.seconds = 89}));
    QVERIFY(!tooBrief({.seconds = 90}));
    QVERIFY(!tooBrief({}));
}

void TestSessionTimer::ourRenewalIsDueAtHalfOfTheLife()
{
    SessionTimer timer;
    timer.agree({.seconds = 600, .oursToRenew = true}, 1h);
    QCOMPARE(timer.due(1h + 299s), SessionTimer::Due::Nothing);
    QCOMPARE(timer.next(1h + 299s), Span(1s));
    QCOMPARE(timer.due(1h + 300s), SessionTimer::Due::Renewal);
    QCOMPARE(timer.next(1h + 300s), Span(300s));
}

void TestSessionTimer::aRenewedSessionLivesOn()
{
    SessionTimer timer;
    timer.agree({.seconds = 600, .oursToRenew = true}, 0s);
    timer.agree({.seconds = 600, .oursToRenew = true}, 301s);
    QCOMPARE(timer.due(600s), SessionTimer::Due::Nothing);
    QCOMPARE(timer.due(601s), SessionTimer::Due::Renewal);
}

void TestSessionTimer::aSessionThatNobodyRenewsEnds()
{
    SessionTimer timer;
    timer.agree({.seconds = 600, .oursToRenew = true}, 0s);
    QCOMPARE(timer.due(599s), SessionTimer::Due::Renewal);
    QCOMPARE(timer.due(600s), SessionTimer::Due::End);
}

void TestSessionTimer::theirsEndsALittleEarlier()
{
    SessionTimer timer;
    timer.agree({.seconds = 600, .oursToRenew = false}, 0s);
    QCOMPARE(timer.due(567s), SessionTimer::Due::Nothing);
    QCOMPARE(timer.due(568s), SessionTimer::Due::End);
    timer.agree({.seconds = 90, .oursToRenew = false}, 0s);
    QCOMPARE(timer.next(0s), Span(60s));
}

void TestSessionTimer::theHeadersSayIt()
{
    QCOMPARE(headersOfAnswer({.seconds = 600, .oursToRenew = false, .theirsKnow = true}),
             QByteArray("Require: timer\r\nSession-Expires: 600;refresher=uac\r\n"));
    QCOMPARE(headersOfAnswer({.seconds = 1'800}), QByteArray("Session-Expires: 1800;refresher=uas\r\n"));
    QCOMPARE(headersOfRequest(600, Refresher::Uac), QByteArray("Session-Expires: 600;refresher=uac\r\nMin-SE: 90\r\n"));
}

QTEST_APPLESS_MAIN(TestSessionTimer)
#include "test_session_timer.moc"
