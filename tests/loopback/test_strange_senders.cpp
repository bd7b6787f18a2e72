// Somebody on the caller's own machine sends sound to the caller's port with us before the caller does.
#include "scripted/front_door.h"
#include "scripted/phone_caller.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

namespace {

const QString greeting = QStringLiteral("Good morning, this is the Rosewood clinic. How can I help you today?");
const QHostAddress here(QHostAddress::LocalHost);

QByteArray keyPacket(quint8 key, quint16 number)
{
    QByteArray bytes(qsizetype(rtpHeaderBytes), '\0');
    writeRtpHeader(
        {.payloadType = 101, .sequence = number, .timestamp = number * 1'600u, .source = 13},
        std::span<std::uint8_t, rtpHeaderBytes>(reinterpret_cast<std::uint8_t *>(bytes.data()), rtpHeaderBytes));
    return bytes + QByteArray(1, char(key)) + QByteArray("\x8a\x03\x20", 3);
}

} // namespace

class TestStrangeSenders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoIsFasterThanTheCallerIsNotHeard();
    void aCallerBehindNatIsHeardFromWhereItIs();
    void afterThatNobodyElseIs();

private:
    void beAnswered();
    void spray(QUdpSocket &from) // presses 9 a hundred times
    {
        for (quint16 number = 1; number <= 100; ++number)
            from.writeDatagram(keyPacket(9, number), here, m_caller->answeredPort());
    }
    QString keys() const
    {
        QString all;
        for (const KeyPressed &press : m_door->journal().all<KeyPressed>())
            all += press.key.reveal();
        return all;
    }

    std::unique_ptr<FrontDoor> m_door;
    std::unique_ptr<PhoneCaller> m_caller;
};

void TestStrangeSenders::init()
{
    m_door = std::make_unique<FrontDoor>(greeting);
    QVERIFY(m_door->opened.ok());
    m_caller = std::make_unique<PhoneCaller>(m_door->port);
}

void TestStrangeSenders::cleanup()
{
    m_caller->hangUp();
    auto stopped = m_door->stop();
    QTRY_VERIFY_WITH_TIMEOUT(stopped.isFinished(), 10'000);
    m_door.reset();
    m_caller.reset();
}

void TestStrangeSenders::beAnswered()
{
    m_caller->invite();
    [&] { QTRY_VERIFY(m_caller->answered()); }();
}

void TestStrangeSenders::whoIsFasterThanTheCallerIsNotHeard()
{
    QUdpSocket stranger;
    QVERIFY(stranger.bind(here, 0));
    beAnswered();
    spray(stranger); // they wait in the socket when the sound begins
    m_caller->acknowledge();
    spray(stranger);
    QTRY_VERIFY(m_caller->packets.size() > 25); // the greeting goes to the caller all the same
    spray(stranger);
    m_caller->press('5');
    QTRY_VERIFY(keys().contains(QLatin1Char('5')));
    QCOMPARE(keys(), QStringLiteral("5"));
    QVERIFY(!stranger.hasPendingDatagrams());
}

void TestStrangeSenders::aCallerBehindNatIsHeardFromWhereItIs()
{
    m_caller->ownAddress = m_caller->soundAddress = "192.168.7.7";
    m_caller->soundPort = 9; // the NAT gives it another
    beAnswered();
    m_caller->acknowledge();
    m_caller->press('5');
    QTRY_COMPARE(keys(), QStringLiteral("5"));
    QTRY_VERIFY(m_caller->packets.size() > 25);
}

void TestStrangeSenders::afterThatNobodyElseIs()
{
    QUdpSocket stranger;
    QVERIFY(stranger.bind(here, 0));
    m_caller->ownAddress = m_caller->soundAddress = "192.168.7.7";
    beAnswered();
    m_caller->acknowledge();
    m_caller->press('5');
    QTRY_COMPARE(keys(), QStringLiteral("5"));
    spray(stranger);
    m_caller->press('6');
    QTRY_COMPARE(keys(), QStringLiteral("56"));
    QVERIFY(!stranger.hasPendingDatagrams());
}

QTEST_GUILESS_MAIN(TestStrangeSenders)
#include "test_strange_senders.moc"
