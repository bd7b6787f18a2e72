#include "line/trusted_sources.h"

#include <QTest>

using namespace nightbell;

class TestTrustedSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisMachineIsAlwaysTrusted();
    void listedAddressesAndNetworksAreTrusted();
    void anEntryThatIsNoNetworkIsNamed();
};

namespace {
QHostAddress host(const char *text) { return QHostAddress(QString::fromLatin1(text)); }
} // namespace

void TestTrustedSources::thisMachineIsAlwaysTrusted()
{
    const TrustedSources none = TrustedSources::parse({}).value();
    QVERIFY(none.contains(host("127.0.0.1")));
    QVERIFY(none.contains(host("127.4.5.6")));
    QVERIFY(none.contains(host("::1")));
    QVERIFY(!none.contains(host("10.0.0.1")));
    QVERIFY(!none.contains(QHostAddress()));
}

void TestTrustedSources::listedAddressesAndNetworksAreTrusted()
{
    const TrustedSources some = TrustedSources::parse({QStringLiteral("10.1.2.3"), QStringLiteral(" 192.168.0.0/16"),
                                                       QStringLiteral("fd00::/8"), QString()})
                                    .value();
    QVERIFY(some.contains(host("10.1.2.3")));
    QVERIFY(!some.contains(host("10.1.2.4")));
    QVERIFY(some.contains(host("192.168.77.1")));
    QVERIFY(!some.contains(host("192.169.0.1")));
    QVERIFY(some.contains(host("fd12::1")));
}

void TestTrustedSources::anEntryThatIsNoNetworkIsNamed()
{
    const auto wrong = TrustedSources::parse({QStringLiteral("10.1.2.3"), QStringLiteral("our trunk")});
    QVERIFY(!wrong.ok());
    QVERIFY(wrong.problem().detail.contains(QStringLiteral("our trunk")));
}

QTEST_APPLESS_MAIN(TestTrustedSources)
#include "test_trusted_sources.moc"
