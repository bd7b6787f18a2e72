#include "settings/settings.h"
#include "settings/settings_help.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDefaultKeepsItsOwnLimits();
    void everyKeyIsDeclaredOnceWithSectionLabelAndMeaning();
    void theHelpTellsEverySettingWithDefaultAndLimits();
    void theFileWinsOverDefaultsAndTheCommandLineOverTheFile();
    void valuesAreReadAsWhatTheyMean();
    void aValueOutsideItsLimitsIsRefused_data();
    void aValueOutsideItsLimitsIsRefused();
    void aValueAtItsLimitsIsTaken_data();
    void aValueAtItsLimitsIsTaken();
    void aWrongValueNamesFileLineAndKey();
    void aPasswordIsRefusedWithoutBeingRepeated();
    void anUnknownKeySuggestsTheNearestOne_data();
    void anUnknownKeySuggestsTheNearestOne();
    void anAssignmentWithoutEqualsIsRefused();
    void anAssignmentGivenTwiceIsRefused();
    void aFileThatMayBeMissingLeavesTheDefaults();
    void aFileNamedByThePersonMustBeThere();
};

namespace {

Result<Settings> withValue(const QString &key, const QString &value)
{
    return loadSettings({}, FileMay::BeMissing, {key + u'=' + value});
}

QString written(const QTemporaryDir &folder, const QByteArray &text)
{
    const QString path = folder.filePath(u"nightbell.ini"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the test cannot write its file");
    return path;
}

} // namespace

void TestSettings::everyDefaultKeepsItsOwnLimits()
{
    for (const Setting &setting : theSettings)
        QVERIFY2(!whyRefused(setting, QString::fromLatin1(setting.standard)), setting.key);
}

void TestSettings::everyKeyIsDeclaredOnceWithSectionLabelAndMeaning()
{
    for (std::size_t at = 0; at < theSettings.size(); ++at) {
        const Setting &setting = theSettings[at];
        QCOMPARE(indexOfSetting(setting.key), at);
        QVERIFY2(QByteArray(setting.key).count('.') == 1, setting.key);
        QVERIFY2(qstrlen(setting.label) > 0 && QByteArray(setting.meaning).endsWith('.'), setting.key);
    }
}

void TestSettings::theHelpTellsEverySettingWithDefaultAndLimits()
{
    const QString help = settingsHelp();
    for (const Setting &setting : theSettings) {
        const QString heading =
            u"\n%1 = %2\n"_s.arg(QString::fromLatin1(setting.key), QString::fromLatin1(setting.standard));
        const qsizetype from = help.indexOf(heading);
        QVERIFY2(from >= 0, setting.key);
        const QString about = help.mid(from + heading.size()).section(u"\n\n"_s, 0, 0);
        QVERIFY2(about.contains(QString::fromUtf8(setting.label)), setting.key);
        QVERIFY2(about.contains(QString::fromUtf8(setting.meaning)), setting.key);
        QVERIFY2(about.contains(limitsInWords(setting)), setting.key);
    }
}

void TestSettings::theFileWinsOverDefaultsAndTheCommandLineOverTheFile()
{
    QTemporaryDir folder;
    const QString file = written(folder, "[calls]\nat_most = 7\nlongest_minutes = 8\n");
    const auto settings = loadSettings(file, FileMay::NotBeMissing, {u"calls.at_most = 9"_s});
    QVERIFY(settings.ok());
    QCOMPARE(settings.value().whole("calls.at_most"), 9);
    QCOMPARE(settings.value().whole("calls.longest_minutes"), 8);
    QCOMPARE(settings.value().whole("log.files_kept"), 8);
    QCOMPARE(Settings().whole("calls.at_most"), 200);
}

void TestSettings::valuesAreReadAsWhatTheyMean()
{
    const auto settings =
        loadSettings({}, FileMay::BeMissing,
                     {u"sip.listen=[::1]:0"_s, u"sip.trusted=10.0.0.0/8, 192.0.2.7"_s, u"rtp.ports=30000-30009"_s});
    QVERIFY(settings.ok());
    QCOMPARE(settings.value().address("sip.listen"), (ListenAddress{QHostAddress(QHostAddress::LocalHostIPv6), 0}));
    QCOMPARE(settings.value().ports("rtp.ports"), (PortRange{30'000, 30'009}));
    QVERIFY(!settings.value().maybeAddress("sip.tls_listen"));
    const auto telephony = loadSettings({}, FileMay::BeMissing,
                                        {u"sip.accounts=front 100@pbx.example:5061 tls 600 realm=asterisk, b c@[::1]"_s,
                                         u"sip.dial_allowed=+49, 11"_s, u"sip.tls_listen=0.0.0.0:5061"_s});
    QVERIFY(telephony.ok());
    const QList<SipAccountPlan> accounts{
        {u"front"_s, u"100"_s, u"pbx.example"_s, 5061, SipTransport::Tls, 600, u"asterisk"_s},
        {u"b"_s, u"c"_s, u"::1"_s, 0, SipTransport::Udp, 300, {}}};
    QCOMPARE(telephony.value().accounts("sip.accounts"), accounts);
    QCOMPARE(telephony.value().beginnings("sip.dial_allowed"), (QStringList{u"+49"_s, u"11"_s}));
    QCOMPARE(telephony.value().maybeAddress("sip.tls_listen")->port, 5061);
    const auto trusted = settings.value().networks("sip.trusted");
    QCOMPARE(trusted.size(), 2);
    QVERIFY(trusted.at(0).contains(QHostAddress(u"10.1.2.3"_s)));
    QVERIFY(!trusted.at(0).contains(QHostAddress(u"11.1.2.3"_s)));
    QVERIFY(trusted.at(1).contains(QHostAddress(u"192.0.2.7"_s)));
    QVERIFY(!trusted.at(1).contains(QHostAddress(u"192.0.2.8"_s)));
    QCOMPARE(settings.value().text("store.url"), u"sqlite:"_s);
    QVERIFY(Settings().networks("sip.trusted").isEmpty());
}

void TestSettings::aValueOutsideItsLimitsIsRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const QList<std::pair<const char *, const char *>> refused{
        {"sip.listen", ""},
        {"sip.listen", "5060"},
        {"sip.listen", "localhost:5060"},
        {"sip.listen", "1.2.3.4:65536"},
        {"sip.listen", "1.2.3:5060"},
        {"sip.listen", "::1:5060"},
        {"sip.listen", "[1.2.3.4:5060"},
        {"sip.listen", "999.2.3.4:5060"},
        {"sip.trusted", "10"},
        {"sip.trusted", "10.0.0.0/33"},
        {"sip.trusted", "10.0.0.0/8,"},
        {"sip.trusted", "clinic"},
        {"sip.accounts", "front"},
        {"sip.accounts", "front 100"},
        {"sip.accounts", "front 100@pbx:0"},
        {"sip.accounts", "front 100@pbx sctp"},
        {"sip.accounts", "front 100@pbx 10"},
        {"sip.accounts", "Front 100@pbx"},
        {"sip.accounts", "front 100@pbx, front 200@pbx"},
        {"sip.accounts", "front 100@pbx password=x"},
        {"sip.dial_allowed", "+49,,0"},
        {"sip.dial_allowed", "sip:x"},
        {"sip.tls_listen", "5061"},
        {"sip.tls_key", "key.pem"},
        {"sip.region", "Germany"},
        {"sip.region", "de"},
        {"sip.users", "ann,"},
        {"sip.users", "ann, ann"},
        {"sip.users", "ann@clinic"},
        {"rtp.ports", "20000"},
        {"rtp.ports", "20000-20002"},
        {"rtp.ports", "20009-20000"},
        {"rtp.ports", "1023-2000"},
        {"rtp.ports", "60000-65536"},
        {"rtp.ports", "-"},
        {"calls.at_most", "0"},
        {"calls.at_most", "5001"},
        {"calls.at_most", "ten"},
        {"calls.at_most", "-1"},
        {"calls.at_most", "1.5"},
        {"calls.at_most", "99999999999999999999"},
        {"calls.at_most", ""},
        {"log.level", "Info"},
        {"log.level", ""},
        {"log.format", "text|json"},
        {"store.url", ""},
        {"store.url", "mysql://db"},
        {"store.url", "sqlite:a\nb"},
        {"sessions.redis", "localhost"},
        {"engine.name", ""},
        {"engine.name", "front desk"},
        {"secrets.from", "file"},
    };
    for (const auto &[key, value] : refused)
        QTest::addRow("%s=%s", key, value) << QString::fromLatin1(key) << QString::fromLatin1(value);
    QTest::addRow("a long name") << u"engine.name"_s << QString(65, u'a');
}

void TestSettings::aValueOutsideItsLimitsIsRefused()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    const auto settings = withValue(key, value);
    QVERIFY(!settings.ok());
    QCOMPARE(settings.problem().kind, Problem::Kind::Invalid);
    QVERIFY(settings.problem().detail.startsWith(u"--set: %1: must be: "_s.arg(key)));
}

void TestSettings::aValueAtItsLimitsIsTaken_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const QList<std::pair<const char *, const char *>> taken{
        {"sip.listen", "0.0.0.0:65535"},
        {"sip.listen", "[fe80::1]:5060"},
        {"sip.trusted", "fd00::/8,127.0.0.1"},
        {"sip.users", "ann, bob-2"},
        {"rtp.ports", "1024-1027"},
        {"rtp.ports", "65532-65535"},
        {"calls.at_most", "1"},
        {"calls.at_most", "5000"},
        {"sessions.redis", ""},
        {"sessions.redis", "redis://127.0.0.1:6379/0"},
        {"secrets.from", "environment"},
        {"store.url", "postgresql://clinic@db.example/nightbell?connect_timeout=5"},
        {"store.url", "sqlite:/a=b.db"},
        {"engine.name", "A-b_c.9"},
        {"calls.longest_minutes", "1"},
    };
    for (const auto &[key, value] : taken)
        QTest::addRow("%s=%s", key, value) << QString::fromLatin1(key) << QString::fromLatin1(value);
}

void TestSettings::aValueAtItsLimitsIsTaken()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    const auto settings = withValue(key, value);
    QVERIFY2(settings.ok(), settings.ok() ? "" : qPrintable(settings.problem().detail));
    QCOMPARE(settings.value().written(indexOfSetting(key.toStdString())), value);
}

void TestSettings::aWrongValueNamesFileLineAndKey()
{
    QTemporaryDir folder;
    const QString file = written(folder, "# the desk\n\n[calls]\nat_most = many\n");
    const auto settings = loadSettings(file, FileMay::NotBeMissing, {});
    QVERIFY(!settings.ok());
    QCOMPARE(settings.problem().detail, file + u":4: calls.at_most: must be: a whole number from 1 to 5000"_s);
}

void TestSettings::aPasswordIsRefusedWithoutBeingRepeated()
{
    for (const QString &url : {u"postgresql://desk:hunter2@db/nightbell"_s, u"postgresql://db/n?password=hunter2"_s}) {
        const auto settings = withValue(u"store.url"_s, url);
        QVERIFY(!settings.ok());
        QVERIFY(settings.problem().detail.contains(u"password"_s));
        QVERIFY(!settings.problem().detail.contains(u"hunter2"_s));
    }
    QVERIFY(!withValue(u"sessions.redis"_s, u"redis://:hunter2@127.0.0.1"_s).ok());
}

void TestSettings::anUnknownKeySuggestsTheNearestOne_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("nearest");
    QTest::addRow("a wrong letter") << u"sip.listem"_s << u"sip.listen"_s;
    QTest::addRow("without its section") << u"at_most"_s << u"calls.at_most"_s;
    QTest::addRow("capitals") << u"Log.Level"_s << u"log.level"_s;
    QTest::addRow("another word") << u"coffee.strength"_s << QString();
    QTest::addRow("endless") << QString(5'000, u'l') << QString();
    QTest::addRow("empty") << QString() << QString();
}

void TestSettings::anUnknownKeySuggestsTheNearestOne()
{
    QFETCH(QString, key);
    QFETCH(QString, nearest);
    const auto settings = withValue(key, u"1"_s);
    QVERIFY(!settings.ok());
    QVERIFY(settings.problem().detail.contains(u"unknown setting"_s));
    QCOMPARE(settings.problem().detail.contains(u"did you mean "_s + nearest + u'?'), !nearest.isEmpty());
}

void TestSettings::anAssignmentWithoutEqualsIsRefused()
{
    const auto settings = loadSettings({}, FileMay::BeMissing, {u"calls.at_most"_s});
    QVERIFY(!settings.ok());
    QCOMPARE(settings.problem().detail, u"--set: calls.at_most: must be key=value"_s);
}

void TestSettings::anAssignmentGivenTwiceIsRefused()
{
    const auto settings = loadSettings({}, FileMay::BeMissing, {u"calls.at_most=1"_s, u"calls.at_most=2"_s});
    QVERIFY(!settings.ok());
    QCOMPARE(settings.problem().detail, u"--set: calls.at_most: given twice"_s);
}

void TestSettings::aFileThatMayBeMissingLeavesTheDefaults()
{
    const auto settings = loadSettings(u"/nowhere/nightbell.ini"_s, FileMay::BeMissing, {});
    QVERIFY(settings.ok());
    QVERIFY(settings.value() == Settings());
}

void TestSettings::aFileNamedByThePersonMustBeThere()
{
    const auto settings = loadSettings(u"/nowhere/nightbell.ini"_s, FileMay::NotBeMissing, {});
    QVERIFY(!settings.ok());
    QCOMPARE(settings.problem().kind, Problem::Kind::Invalid);
    QVERIFY(settings.problem().detail.startsWith(u"/nowhere/nightbell.ini: "_s));
}

QTEST_APPLESS_MAIN(TestSettings)
#include "test_settings.moc"
