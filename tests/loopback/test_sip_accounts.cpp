// Accounts and encrypted signalling: what registrars and other ends see, what the line tells of its state.
#include "scripted/line_clock.h"
#include "scripted/made_certificates.h"
#include "scripted/tls_registrar.h"

#include <QTcpServer>

using namespace nightbell;
using namespace nightbell::scripted;

class TestSipAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAccountRegistersWithItsPassword();
    void closingTakesTheRegistrationBack();
    void aWrongPasswordIsTold();
    void aPasswordThatBecomesRightIsTriedAgain();
    void thePasswordGoesToItsOwnRealmOnly();
    void aRegistrarThatComesBackIsFoundAgain();
    void aCallOverAnEncryptedAccountHasKeys();
    void aPlainCallHasNone();
    void aCertificateOfAStrangerEndsTheConnection();
    void aRegistrarsExpiredCertificateIsToldUntilItIsReplaced();
    void anExpiredCertificateIsToldUntilItIsRenewed();
    void aTakenPortIsToldUntilItIsFree();

private:
    std::unique_ptr<LineSide> withAccount(const QByteArray &password, const QString &realm = {});
    std::unique_ptr<LineSide> encrypted(const QString &certificate);
    std::unique_ptr<LineSide> overTls(const QString &authorities);

    ScriptedRegistrar m_registrar;
    MadeCertificates m_certificates;
    quint16 m_tlsPort = 0;
};

namespace {

const QString front = QStringLiteral("front");
const QString door = QStringLiteral("sip.tls_listen");
const QString here = QStringLiteral("127.0.0.1");

void close(LineSide &side)
{
    side.line->close();
    QTRY_VERIFY_WITH_TIMEOUT(side.closed, 2 * byesAwaitedMs);
}

LineFault reason(const LineSide &side, const QString &name)
{
    const auto state = side.state(name);
    return state ? state->reason : LineFault::Refused;
}

bool isUp(const LineSide &side, const QString &name) { return side.state(name).value_or(LineState{}).up; }

} // namespace

void TestSipAccounts::initTestCase()
{
    if (!m_certificates.made())
        QSKIP("openssl is not installed");
}

std::unique_ptr<LineSide> TestSipAccounts::withAccount(const QByteArray &password, const QString &realm)
{
    m_registrar.accepted.clear();
    m_registrar.signedIn = m_registrar.asked = m_registrar.answersInstead = 0;
    m_registrar.password = "s3cret";
    const SipAccountPlan plan{
        .name = front, .user = QStringLiteral("100"), .host = here, .port = m_registrar.port(), .realm = realm};
    auto side = std::make_unique<LineSide>(SipLine::Place{.accounts = {{plan, password}}});
    return side->line->open() ? std::move(side) : nullptr;
}

std::unique_ptr<LineSide> TestSipAccounts::encrypted(const QString &certificate)
{
    m_tlsPort = freeSipPort();
    const TlsPlace place{{QHostAddress(QHostAddress::LocalHost), m_tlsPort}, certificate, m_certificates.key()};
    auto side = std::make_unique<LineSide>(SipLine::Place{.encrypted = place});
    side->sound.port = 41'000;
    return side->line->open() ? std::move(side) : nullptr;
}

std::unique_ptr<LineSide> TestSipAccounts::overTls(const QString &authorities)
{
    const SipAccountPlan plan{
        .name = front, .user = QStringLiteral("100"), .host = here, .port = m_tlsPort, .transport = SipTransport::Tls};
    auto side = std::make_unique<LineSide>(SipLine::Place{.accounts = {{plan, "s3cret"}},
                                                          .dialling = {.allowed = {QStringLiteral("2")}, .perHour = 10},
                                                          .authorities = authorities});
    return side->line->open() ? std::move(side) : nullptr;
}

void TestSipAccounts::anAccountRegistersWithItsPassword()
{
    const auto side = withAccount("s3cret");
    QTRY_VERIFY(isUp(*side, front));
    QCOMPARE(m_registrar.accepted, QList{300});
    QCOMPARE(m_registrar.asked, 2); // the first without a digest
    close(*side);
}

void TestSipAccounts::closingTakesTheRegistrationBack()
{
    const auto side = withAccount("s3cret");
    QTRY_VERIFY(isUp(*side, front));
    close(*side);
    QTRY_COMPARE(m_registrar.accepted, (QList{300, 0}));
}

void TestSipAccounts::aWrongPasswordIsTold()
{
    const auto side = withAccount("guess");
    QTRY_VERIFY(side->state(front).has_value());
    QCOMPARE(reason(*side, front), LineFault::WrongPassword);
    QVERIFY(!isUp(*side, front));
    QCOMPARE(m_registrar.signedIn, 1); // more would lock the account
    close(*side);
}

void TestSipAccounts::aPasswordThatBecomesRightIsTriedAgain()
{
    const auto side = withAccount("guess");
    QTRY_COMPARE(reason(*side, front), LineFault::WrongPassword);
    m_registrar.password = "guess";
    passOnLine(*side, std::chrono::seconds(20));
    QVERIFY(!isUp(*side, front));
    passOnLine(*side, std::chrono::seconds(10));
    QTRY_VERIFY(isUp(*side, front));
    QCOMPARE(reason(*side, front), LineFault::None);
    QCOMPARE(m_registrar.signedIn, 2);
    close(*side);
}

void TestSipAccounts::thePasswordGoesToItsOwnRealmOnly()
{
    const auto side = withAccount("s3cret", QStringLiteral("hospital"));
    QTRY_VERIFY(side->state(front).has_value());
    QCOMPARE(reason(*side, front), LineFault::WrongPassword);
    QCOMPARE(m_registrar.signedIn, 0);
    close(*side);
}

void TestSipAccounts::aRegistrarThatComesBackIsFoundAgain()
{
    auto side = withAccount("s3cret");
    m_registrar.answersInstead = 503;
    QTRY_COMPARE(reason(*side, front), LineFault::RegistrarDown);
    m_registrar.answersInstead = 0;
    QTRY_VERIFY_WITH_TIMEOUT(isUp(*side, front), 10'000);
    close(*side);
}

void TestSipAccounts::aCallOverAnEncryptedAccountHasKeys()
{
    const auto other = encrypted(m_certificates.certificate());
    QTRY_VERIFY(isUp(*other, door));
    const auto side = overTls(m_certificates.authority());
    const LegId leg = side->dial(QStringLiteral("200"), front);
    QTRY_COMPARE(other->arrived.size(), 1);
    const LegId theirs = other->arrived[0].leg;
    other->order(theirs, AnswerLeg{other->sound});
    QTRY_COMPARE(side->paths[leg].size(), 1);
    QTRY_COMPARE(other->paths[theirs].size(), 1);
    const auto ours = side->paths[leg][0].keys;
    const auto mirrored = other->paths[theirs][0].keys;
    QVERIFY(ours && mirrored);
    QCOMPARE(ours->suite, SrtpSuite::AesCm128Sha1_80);
    QCOMPARE(ours->ours, mirrored->theirs);
    QCOMPARE(ours->theirs, mirrored->ours);
    QVERIFY(ours->ours != ours->theirs);
    side->order(leg, HangUpLeg{});
    QTRY_COMPARE(other->ended.size(), 1);
    close(*side);
    close(*other);
}

void TestSipAccounts::aPlainCallHasNone()
{
    const auto other = encrypted(m_certificates.certificate());
    const auto side =
        std::make_unique<LineSide>(SipLine::Place{.dialling = {.allowed = {QStringLiteral("2")}, .perHour = 10}});
    QVERIFY(side->line->open().ok());
    const LegId leg = side->dial(other->uri(QStringLiteral("200")));
    QTRY_COMPARE(other->arrived.size(), 1);
    other->order(other->arrived[0].leg, AnswerLeg{other->sound});
    QTRY_COMPARE(side->paths[leg].size(), 1);
    QVERIFY(!side->paths[leg][0].keys);
    close(*side);
    close(*other);
}

void TestSipAccounts::aCertificateOfAStrangerEndsTheConnection()
{
    const MadeCertificates strangers;
    const auto other = encrypted(m_certificates.certificate());
    const auto side = overTls(strangers.authority());
    QTRY_VERIFY(side->state(front).has_value());
    QCOMPARE(reason(*side, front), LineFault::CertificateNotTrusted);
    side->dial(QStringLiteral("200"), front);
    QTRY_COMPARE(side->ends.size(), 1);
    QVERIFY(other->arrived.isEmpty());
    close(*side);
    close(*other);
}

void TestSipAccounts::aRegistrarsExpiredCertificateIsToldUntilItIsReplaced()
{
    TlsRegistrar registrar(m_registrar, m_certificates.key());
    registrar.show(m_certificates.expired());
    QVERIFY(registrar.listen());
    m_registrar.password = "s3cret";
    m_registrar.asked = m_registrar.answersInstead = 0;
    m_tlsPort = registrar.port();
    const auto side = overTls(m_certificates.authority());
    QTRY_COMPARE(reason(*side, front), LineFault::CertificateExpired);
    QVERIFY(!isUp(*side, front));
    QCOMPARE(m_registrar.asked, 0); // it heard nothing
    registrar.show(m_certificates.certificate());
    QTRY_VERIFY_WITH_TIMEOUT(isUp(*side, front), 10'000);
    QCOMPARE(reason(*side, front), LineFault::None);
    close(*side);
}

void TestSipAccounts::anExpiredCertificateIsToldUntilItIsRenewed()
{
    const QTemporaryDir folder;
    const QString certificate = folder.filePath(QStringLiteral("ours.pem"));
    QVERIFY(QFile::copy(m_certificates.expired(), certificate));
    const auto side = encrypted(certificate);
    QTRY_COMPARE(reason(*side, door), LineFault::CertificateExpired);
    QVERIFY(QFile::remove(certificate) && QFile::copy(m_certificates.certificate(), certificate));
    QTRY_VERIFY_WITH_TIMEOUT(isUp(*side, door), 10'000);
    close(*side);
}

void TestSipAccounts::aTakenPortIsToldUntilItIsFree()
{
    QTcpServer squatter;
    QVERIFY(squatter.listen(QHostAddress(QHostAddress::LocalHost)));
    const TlsPlace place{
        {squatter.serverAddress(), squatter.serverPort()}, m_certificates.certificate(), m_certificates.key()};
    LineSide side(SipLine::Place{.encrypted = place});
    QVERIFY(side.line->open().ok());
    QTRY_COMPARE(reason(side, door), LineFault::AddressInUse);
    squatter.close();
    QTRY_VERIFY_WITH_TIMEOUT(isUp(side, door), 10'000);
    close(side);
}

QTEST_GUILESS_MAIN(TestSipAccounts)
#include "test_sip_accounts.moc"
