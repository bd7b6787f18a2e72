#include "line/ice_servers.h"
#include "settings/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestIceServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serversAreReadFromTheSetting();
    void whatIsNoServerIsRefused_data();
    void whatIsNoServerIsRefused();
    void thePageGetsAPasswordThatExpires();
    void withoutASecretNoRelayIsShown();
};

void TestIceServers::serversAreReadFromTheSetting()
{
    const auto settings = Settings::from(
        {{u"web.ice_servers"_s, u"stun:stun.example.org, turn:[2001:db8::1]:5349?transport=udp"_s, u"--set"_s}});
    QVERIFY(settings.ok());
    QCOMPARE(
        settings.value().iceServers("web.ice_servers"),
        (QList<IceServer>{{.host = u"stun.example.org"_s}, {.relays = true, .host = u"2001:db8::1"_s, .port = 5'349}}));
    QVERIFY(Settings().iceServers("web.ice_servers").isEmpty());
}

void TestIceServers::whatIsNoServerIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no scheme") << u"stun.example.org"_s;
    QTest::newRow("over TLS") << u"turns:turn.example.org"_s;
    QTest::newRow("over TCP") << u"turn:turn.example.org?transport=tcp"_s;
    QTest::newRow("no host") << u"stun:"_s;
    QTest::newRow("port 0") << u"stun:stun.example.org:0"_s;
    QTest::newRow("port too high") << u"stun:stun.example.org:65536"_s;
    QTest::newRow("a password") << u"turn:user:word@turn.example.org"_s;
    QTest::newRow("too many") << u"stun:a,stun:b,stun:c,stun:d,stun:e"_s;
}

void TestIceServers::whatIsNoServerIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!Settings::from({{u"web.ice_servers"_s, text, u"--set"_s}}).ok());
}

void TestIceServers::thePageGetsAPasswordThatExpires()
{
    const Instant now = instantFromMs(1'760'000'000'000);
    const QList<IceServer> servers{{.host = u"stun.example.org"_s}, {.relays = true, .host = u"2001:db8::1"_s}};
    const QByteArray text = iceServersForPage(servers, "north", now);
    const QJsonArray list = QJsonDocument::fromJson(text).array();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0].toObject(), (QJsonObject{{u"urls"_s, u"stun:stun.example.org:3478"_s}}));
    QCOMPARE(list[1].toObject()[u"urls"_s].toString(), u"turn:[2001:db8::1]:3478"_s);
    QCOMPARE(list[1].toObject()[u"username"_s].toString(), u"1760043200:nightbell"_s); // 12 hours later
    // printf 1760043200:nightbell | openssl dgst -sha1 -hmac north -binary | base64
    QCOMPARE(list[1].toObject()[u"credential"_s].toString(), u"M/Y0lc96703tB3zL8XO9VBeI7J8="_s);
    QVERIFY(!text.contains("north"));
}

void TestIceServers::withoutASecretNoRelayIsShown()
{
    QCOMPARE(iceServersForPage({{.relays = true, .host = u"turn.example.org"_s}}, {}, {}), QByteArray("[]"));
}

QTEST_APPLESS_MAIN(TestIceServers)
#include "test_ice_servers.moc"
