#include "line/trusted_sources.h"

#include <QTest>

using namespace nightbell;

class TestTrustedSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisMachineIsAlwaysTrusted();
    void listedAddressesAndNetworksAreTrusted();
};

namespace {
QHostAddress host(const char *text) { return QHostAddress(QString::fromLatin1(text)); }
} // namespace

void TestTrustedSources::thisMachineIsAlwaysTrusted()
{
    const TrustedSources none = TrustedSources();
    QVERIFY(none.contains(host("127.0.0.1")));
    QVERIFY(none.contains(host("127.4.5.6")));
    QVERIFY(none.contains(host("::1")));
    QVERIFY(!none.contains(host("10.0.0.1")));
    QVERIFY(!none.contains(QHostAddress()));
}

void TestTrustedSources::listedAddressesAndNetworksAreTrusted()
{
    const TrustedSources some{*networksFrom(QStringLiteral("10.1.2.3, 192.168.0.0/16, fd00::/8"))};
    QVERIFY(some.contains(host("10.1.2.3")));
    QVERIFY(!some.contains(host("10.1.2.4")));
    QVERIFY(some.contains(host("192.168.77.1")));
    QVERIFY(!some.contains(host("192.169.0.1")));
    QVERIFY(some.contains(host("fd12::1")));
}

QTEST_APPLESS_MAIN(TestTrustedSources)
#include "test_trusted_sources.moc"
