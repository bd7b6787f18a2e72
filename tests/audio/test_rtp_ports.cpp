#include "audio/rtp_ports.h"

#include <QTest>

using namespace nightbell;

class TestRtpPorts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPairBeginsOnAnEvenPort();
    void aFullRangeIsAProblem();
};

namespace {
const QHostAddress here(QHostAddress::LocalHost);
}

void TestRtpPorts::aPairBeginsOnAnEvenPort()
{
    RtpPorts ports(here, {31'001, 31'999});
    const auto pair = ports.open();
    QVERIFY(pair.ok());
    QCOMPARE(pair.value().port % 2, 0);
    QVERIFY(pair.value().port >= 31'002 && pair.value().port < 31'999);
    RtpPorts::close(pair.value());
}

void TestRtpPorts::aFullRangeIsAProblem()
{
    RtpPorts search(here, {32'000, 32'999});
    const auto free = search.open();
    QVERIFY(free.ok());
    const quint16 port = free.value().port;
    RtpPorts taken(here, {port, quint16(port + 1)});
    QCOMPARE(taken.open().problem().kind, Problem::Kind::Full);
    RtpPorts::close(free.value());
    const auto again = taken.open();
    QVERIFY(again.ok());
    RtpPorts::close(again.value());
    QCOMPARE(RtpPorts(here, {31'001, 31'001}).open().problem().kind, Problem::Kind::Full);
}

QTEST_APPLESS_MAIN(TestRtpPorts)
#include "test_rtp_ports.moc"
