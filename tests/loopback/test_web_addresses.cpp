// Under which addresses a leg offers to be found: its own, the one a STUN server sees, one that a TURN server lends.
#include "scripted/stun_server.h"
#include "scripted/web_end.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {
const QHostAddress here(QHostAddress::LocalHost);
}

class TestWebAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAddressThatAStunServerSeesIsOffered();
    void aSilentStunServerDelaysOnlySoMuch();
    void aTurnServerLendsAnAddress();
    void aTurnServerIsNotAskedWithoutItsSecret();

private:
    QByteArray offerOf(const IceServices &services);

    std::unique_ptr<WebEnd> m_end;
};

QByteArray TestWebAddresses::offerOf(const IceServices &services)
{
    m_end = std::make_unique<WebEnd>(
        WebLine::Place{.host = here, .ports = {40'000, 49'999}, .services = services, .callsAtMost = 1});
    if (!m_end->line.open() || !m_end->line.offer(LegId(u"console"_s), m_end->post))
        return {};
    [this] { QTRY_COMPARE_WITH_TIMEOUT(m_end->texts.size(), 1, 2 * gatherAtMostMs); }();
    return m_end->said(0).sdp;
}

void TestWebAddresses::theAddressThatAStunServerSeesIsOffered()
{
    StunServer server;
    const QByteArray offer = offerOf({.servers = {{.host = here.toString(), .port = server.port()}}});
    const QByteArray seen = StunServer::shownAddress().toString().toLatin1() + " "
        + QByteArray::number(StunServer::shownPort) + " typ srflx";
    QVERIFY2(offer.contains(seen), offer);
    QVERIFY(offer.contains("typ host"));
}

void TestWebAddresses::aSilentStunServerDelaysOnlySoMuch()
{
    QUdpSocket silent;
    QVERIFY(silent.bind(here, 0));
    const QByteArray offer = offerOf({.servers = {{.host = here.toString(), .port = silent.localPort()}}});
    QVERIFY(!offer.contains("srflx"));
}

void TestWebAddresses::aTurnServerLendsAnAddress()
{
    StunServer server("the shared secret");
    const QByteArray offer = offerOf({.servers = {{.relays = true, .host = here.toString(), .port = server.port()}},
                                      .turnSecret = "the shared secret"});
    const QByteArray lent =
        StunServer::lentAddress().toString().toLatin1() + " " + QByteArray::number(StunServer::lentPort) + " typ relay";
    QVERIFY2(offer.contains(lent), offer);
    QVERIFY(m_end->line.iceServersForPage().contains("\"credential\":"));
}

void TestWebAddresses::aTurnServerIsNotAskedWithoutItsSecret()
{
    StunServer server("the shared secret");
    const QByteArray offer = offerOf({.servers = {{.relays = true, .host = here.toString(), .port = server.port()}}});
    QVERIFY(offer.contains("typ host") && !offer.contains("typ relay"));
    QCOMPARE(m_end->line.iceServersForPage(), QByteArray("[]"));
}

QTEST_GUILESS_MAIN(TestWebAddresses)
#include "test_web_addresses.moc"
