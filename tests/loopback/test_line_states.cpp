// What the vitals tell of the lines of a whole telephone while something is wrong with them, and that it heals by
// itself.
#include "scripted/front_door.h"
#include "scripted/line_clock.h"
#include "scripted/log_catcher.h"
#include "scripted/made_certificates.h"
#include "scripted/phone_caller.h"
#include "scripted/scripted_registrar.h"

#include <QTcpServer>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

const QHostAddress here(QHostAddress::LocalHost);
constexpr int healsWithinMs = 12'000;

} // namespace

class TestLineStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void aPortThatAnotherProgramHasIsToldAndTakenWhenFree_data();
    void aPortThatAnotherProgramHasIsToldAndTakenWhenFree();
    void anAddressThatIsNotHereIsTold();
    void aRegistrarThatIsAwayIsToldUntilItIsBack();
    void aWrongPasswordIsToldUntilItIsRight();
    void anExpiredCertificateIsToldUntilItIsRenewed();
    void aCertificateThatCannotBeReadIsToldUntilItCan();
    void authoritiesThatCannotBeReadAreToldUntilTheyCan();
    void eachChangeIsLoggedOnce();

private:
    void passes(Span span);
    void open(SipLine::Place place)
    {
        place.callsAtMost = 10;
        m_door = std::make_unique<FrontDoor>(u"Good morning."_s, std::move(place));
        QVERIFY(m_door->opened.ok());
    }
    SipLine::Place withAccount(SipTransport transport = SipTransport::Udp) const
    {
        const SipAccountPlan plan{.name = u"front"_s,
                                  .user = u"100"_s,
                                  .host = here.toString(),
                                  .port = m_registrar.port(),
                                  .transport = transport};
        return {.accounts = {{plan, "s3cret"}}};
    }
    SipLine::Place encrypted(const QString &certificate) const
    {
        return {.encrypted = TlsPlace{{here, freeSipPort()}, certificate, m_certificates.key()}};
    }
    QString why(const QString &name) const { return m_door->faults().value(name, Fault(u"fine"_s)).why; }
    bool allIsWell() const { return m_door->faults().isEmpty(); }

    ScriptedRegistrar m_registrar;
    MadeCertificates m_certificates;
    std::unique_ptr<FrontDoor> m_door;
};

void TestLineStates::cleanup()
{
    auto stopped = m_door->stop(); // the registrar answers meanwhile
    QTRY_VERIFY_WITH_TIMEOUT(stopped.isFinished(), 10'000);
    m_door.reset();
    m_registrar.answersInstead = 0;
    m_registrar.password = "s3cret";
}

// Whoever is answered knows that the line has finished what it told: its next try has its time.
void TestLineStates::passes(Span span)
{
    PhoneCaller anybody(m_door->port);
    anybody.askOptions();
    QTRY_COMPARE(anybody.codes("OPTIONS"), QList{200});
    passOnLine(m_door->line(), span);
}

void TestLineStates::aPortThatAnotherProgramHasIsToldAndTakenWhenFree_data()
{
    QTest::addColumn<bool>("udp");
    QTest::newRow("UDP") << true;
    QTest::newRow("TCP") << false;
}

void TestLineStates::aPortThatAnotherProgramHasIsToldAndTakenWhenFree()
{
    QFETCH(bool, udp);
    const quint16 port = freeSipPort();
    QUdpSocket udpSquatter;
    QTcpServer tcpSquatter;
    QVERIFY(udp ? udpSquatter.bind(here, port) : tcpSquatter.listen(here, port));
    open({.listen = {here, port}});
    QCOMPARE(why(u"line.sip.listen"_s), u"address_in_use"_s);
    udpSquatter.close();
    tcpSquatter.close();
    QTRY_VERIFY_WITH_TIMEOUT(allIsWell(), healsWithinMs);
    PhoneCaller caller(port);
    caller.invite();
    QTRY_VERIFY(caller.answered());
    caller.acknowledge();
    caller.hangUp();
    QTRY_COMPARE(caller.codes("BYE"), QList{200});
}

void TestLineStates::anAddressThatIsNotHereIsTold()
{
    open({.listen = {QHostAddress(u"192.0.2.77"_s), 5'060}});
    QCOMPARE(why(u"line.sip.listen"_s), u"no_route"_s);
}

void TestLineStates::aRegistrarThatIsAwayIsToldUntilItIsBack()
{
    m_registrar.answersInstead = 503;
    open(withAccount());
    QTRY_COMPARE(why(u"line.account.front"_s), u"registrar_down"_s);
    m_registrar.answersInstead = 0;
    passes(std::chrono::seconds(1));
    QTRY_VERIFY_WITH_TIMEOUT(allIsWell(), healsWithinMs);
}

void TestLineStates::aWrongPasswordIsToldUntilItIsRight()
{
    m_registrar.password = "other";
    open(withAccount());
    QTRY_COMPARE(why(u"line.account.front"_s), u"wrong_password"_s);
    m_registrar.password = "s3cret";
    passes(std::chrono::seconds(30)); // more tries would lock the account
    QTRY_VERIFY_WITH_TIMEOUT(allIsWell(), healsWithinMs);
}

void TestLineStates::anExpiredCertificateIsToldUntilItIsRenewed()
{
    const QTemporaryDir folder;
    const QString certificate = folder.filePath(u"ours.pem"_s);
    QVERIFY(QFile::copy(m_certificates.expired(), certificate));
    open(encrypted(certificate));
    QTRY_COMPARE(why(u"line.sip.tls_listen"_s), u"certificate_expired"_s);
    QVERIFY(QFile::remove(certificate) && QFile::copy(m_certificates.certificate(), certificate));
    passes(std::chrono::seconds(1));
    QTRY_VERIFY_WITH_TIMEOUT(allIsWell(), healsWithinMs);
}

void TestLineStates::aCertificateThatCannotBeReadIsToldUntilItCan()
{
    const QTemporaryDir folder;
    const QString certificate = folder.filePath(u"ours.pem"_s);
    open(encrypted(certificate));
    QTRY_COMPARE(why(u"line.sip.tls_listen"_s), u"certificate_unreadable"_s);
    QVERIFY(QFile::copy(m_certificates.certificate(), certificate));
    passes(std::chrono::seconds(1));
    QTRY_VERIFY_WITH_TIMEOUT(allIsWell(), healsWithinMs);
}

void TestLineStates::authoritiesThatCannotBeReadAreToldUntilTheyCan()
{
    const QTemporaryDir folder;
    SipLine::Place place = withAccount(SipTransport::Tls);
    place.authorities = folder.filePath(u"authorities.pem"_s);
    open(place);
    QTRY_COMPARE(why(u"line.account.front"_s), u"certificate_unreadable"_s);
    QVERIFY(QFile::copy(m_certificates.authority(), place.authorities));
    passes(std::chrono::seconds(10));
    QTRY_VERIFY_WITH_TIMEOUT(why(u"line.account.front"_s) != u"certificate_unreadable"_s, healsWithinMs);
}

void TestLineStates::eachChangeIsLoggedOnce()
{
    const LogCatcher log;
    const quint16 port = freeSipPort();
    QUdpSocket squatter;
    QVERIFY(squatter.bind(here, port));
    open({.listen = {here, port}});
    QCOMPARE(why(u"line.sip.listen"_s), u"address_in_use"_s);
    squatter.close();
    QTRY_VERIFY_WITH_TIMEOUT(allIsWell(), healsWithinMs);
    QCOMPARE(log.lines("line sip.listen"),
             (QStringList{u"line sip.listen is down: address_in_use"_s, u"line sip.listen is up"_s}));
}

QTEST_GUILESS_MAIN(TestLineStates)
#include "test_line_states.moc"
