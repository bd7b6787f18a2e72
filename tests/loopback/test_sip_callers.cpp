// Who calls, as the wire says it and as far as it is believed: the network's word, diversions, withheld numbers, users
// who sign in from anywhere.
#include "scripted/line_side.h"
#include "scripted/phone_caller.h"
#include "scripted/sip_request.h"

using namespace nightbell;
using namespace nightbell::scripted;

class TestSipCallers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNetworksWordCountsMoreThanTheCallers();
    void theNetworksWordOfAStrangerCountsNothing();
    void aDivertedCallNamesWhomItWasFor();
    void anAnonymousCallerStaysSo_data();
    void anAnonymousCallerStaysSo();
    void aSignInThatWasOverheardIsOfNoUse();

private:
    void open(SipLine::Place place);

    std::unique_ptr<LineSide> m_side;
    std::unique_ptr<PhoneCaller> m_phone;
};

namespace {

// Calls come from 127.0.0.1, which is nobody then.
const SipLine::Place onlyUsers{.trusted = TrustedSources{{}, {{QHostAddress(QHostAddress::LocalHost), 32}}},
                               .door = {.strangersPerSecond = 50, .users = {{QStringLiteral("ann"), "s3cret"}}}};

const QByteArray asserted = "P-Asserted-Identity: \"Rosa Asserted\" <sip:+4930999@192.0.2.1>\r\n"
                            "P-Asserted-Identity: <tel:+4930999>\r\n";

} // namespace

void TestSipCallers::open(SipLine::Place place)
{
    m_side = std::make_unique<LineSide>(std::move(place));
    QVERIFY(m_side->line->open().ok());
    m_phone = std::make_unique<PhoneCaller>(m_side->port);
}

void TestSipCallers::theNetworksWordCountsMoreThanTheCallers()
{
    open({});
    m_phone->moreHeaders = asserted;
    m_phone->invite();
    QTRY_COMPARE(m_side->arrived.size(), 1);
    QCOMPARE(m_side->arrived[0].from.reveal(), QStringLiteral("+4930999"));
    QCOMPARE(m_side->arrived[0].callerName.reveal(), QStringLiteral("Rosa Asserted"));
    QVERIFY(!m_side->arrived[0].numberWithheld);
}

void TestSipCallers::theNetworksWordOfAStrangerCountsNothing()
{
    open(onlyUsers);
    m_phone->moreHeaders = asserted;
    m_phone->invite();
    QTRY_COMPARE(m_phone->codes("INVITE"), QList{401});
    const QByteArray question = m_phone->replies[0].whole;
    m_phone->send(signedIn(m_phone->invitation(), question, "ann", "s3cret"));
    QTRY_COMPARE(m_side->arrived.size(), 1);
    QCOMPARE(m_side->arrived[0].from.reveal(), QStringLiteral("+4930123456"));
    QCOMPARE(m_side->arrived[0].callerName.reveal(), QStringLiteral("Ann Patient"));
}

void TestSipCallers::aDivertedCallNamesWhomItWasFor()
{
    open({.region = QStringLiteral("DE")});
    m_phone->number = "777";
    m_phone->moreHeaders = "Diversion: \"Front desk\" <sip:030123456@127.0.0.1>;reason=no-answer;counter=1\r\n"
                           "Diversion: <sip:999@127.0.0.1>;reason=unconditional\r\n";
    m_phone->invite();
    QTRY_COMPARE(m_side->arrived.size(), 1);
    QStringList called;
    for (const PrivateText &each : std::as_const(m_side->arrived[0].called))
        called.append(each.reveal());
    QVERIFY2(called.contains(QStringLiteral("777")) && called.contains(QStringLiteral("+4930123456")),
             qPrintable(called.join(u' ')));
}

void TestSipCallers::anAnonymousCallerStaysSo_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("more");
    const QByteArray hidden = "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=caller";
    QTest::newRow("nobody knows") << hidden << QByteArray();
    QTest::newRow("the network knows") << hidden << asserted;
    QTest::newRow("the network knows, and keeps it") << hidden << asserted + "Privacy: id\r\n";
    QTest::newRow("only the network keeps it")
        << QByteArray("<sip:+4930123456@127.0.0.1>;tag=caller") << asserted + "Privacy: user; id\r\n";
}

void TestSipCallers::anAnonymousCallerStaysSo()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, more);
    open({});
    m_phone->from = from;
    m_phone->moreHeaders = more;
    m_phone->invite();
    QTRY_COMPARE(m_side->arrived.size(), 1);
    QVERIFY(m_side->arrived[0].numberWithheld);
    QVERIFY(m_side->arrived[0].from.isEmpty());
    QVERIFY(m_side->arrived[0].callerName.isEmpty());
}

void TestSipCallers::aSignInThatWasOverheardIsOfNoUse()
{
    open(onlyUsers);
    m_phone->invite();
    QTRY_COMPARE(m_phone->codes("INVITE"), QList{401});
    const QByteArray question = m_phone->replies[0].whole;
    const QByteArray right = signedIn(m_phone->invitation(), question, "ann", "s3cret");
    m_phone->send(right);
    QTRY_COMPARE(m_side->arrived.size(), 1);
    m_phone->forgetReplies();
    QByteArray again = right; // from the same address, and only what no digest covers is another
    again.replace("call-2-", "call-3-").replace("z9hG4bK-", "z9hG4bK-again-");
    m_phone->send(again);
    QTRY_VERIFY(m_phone->codes("INVITE").contains(401));
    QVERIFY(m_phone->replies.constLast().whole.contains("stale=true"));
    QCOMPARE(m_side->arrived.size(), 1);
    const QByteArray another = m_phone->replies.constLast().whole;
    m_phone->send(signedIn(m_phone->invitation(), another, "ann", "s3cret"));
    QTRY_COMPARE(m_side->arrived.size(), 2); // whoever has the password may go on
}

QTEST_GUILESS_MAIN(TestSipCallers)
#include "test_sip_callers.moc"
