// Where the sound of a call may go: to the caller's own or a trusted address, and whose first packet may choose a port.
#include "line/call_sound.h"

#include <QTest>

using namespace nightbell;

namespace {

QHostAddress host(const char *address) { return QHostAddress(QString::fromLatin1(address)); }

QByteArray offerFrom(const QByteArray &address)
{
    return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address
        + "\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
}

} // namespace

class TestCallSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSoundGoesWhereItMay_data();
    void theSoundGoesWhereItMay();
};

void TestCallSound::theSoundGoesWhereItMay_data()
{
    QTest::addColumn<QByteArray>("said"); // in the description
    QTest::addColumn<CallerSource>("source");
    QTest::addColumn<QByteArray>("goesTo"); // empty: nowhere
    QTest::addColumn<bool>("follows");
    const CallerSource open{host("203.0.113.9"), host("203.0.113.9")};
    const CallerSource behind{host("203.0.113.9"), host("192.168.1.5")};
    const CallerSource moved{host("203.0.113.9"), host("203.0.113.9"), true};
    const CallerSource named{host("203.0.113.9")};
    QTest::newRow("where the caller is") << QByteArray("203.0.113.9") << open << QByteArray("203.0.113.9") << false;
    QTest::newRow("a Via with a name") << QByteArray("203.0.113.9") << named << QByteArray("203.0.113.9") << false;
    QTest::newRow("behind NAT") << QByteArray("192.168.1.5") << behind << QByteArray("203.0.113.9") << true;
    QTest::newRow("behind NAT, knowing it") << QByteArray("203.0.113.9") << behind << QByteArray("203.0.113.9") << true;
    QTest::newRow("behind NAT, for another") << QByteArray("192.168.1.6") << behind << QByteArray() << false;
    QTest::newRow("its port was changed") << QByteArray("203.0.113.9") << moved << QByteArray("203.0.113.9") << true;
    QTest::newRow("a stranger") << QByteArray("198.51.100.7") << open << QByteArray() << false;
    QTest::newRow("a trusted gateway") << QByteArray("192.0.2.1") << open << QByteArray("192.0.2.1") << false;
    QTest::newRow("a trusted one, NAT or not") << QByteArray("192.0.2.1") << behind << QByteArray("192.0.2.1") << false;
}

void TestCallSound::theSoundGoesWhereItMay()
{
    QFETCH(QByteArray, said);
    QFETCH(CallerSource, source);
    QFETCH(QByteArray, goesTo);
    const TrustedSources trusted{.networks = {{host("192.0.2.1"), 32}}};
    CallSound sound(trusted, source);
    QVERIFY(sound.begin(Secrecy::Plain).ok());
    const Result<> heard = sound.hear(offerFrom(said), true);
    QCOMPARE(heard.ok(), !goesTo.isEmpty());
    if (!heard)
        return;
    const MediaPath path = sound.path().value();
    QCOMPARE(path.remote, (MediaAddress{host(goesTo), 4'000}));
    QTEST(path.followsPort, "follows");
}

QTEST_GUILESS_MAIN(TestCallSound)
#include "test_call_sound.moc"
