#include "settings/private_file.h"
#include "settings/settings.h"
#include "settings/settings_file.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestSettingsFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sectionsAndDottedKeysNameTheSameSetting();
    void commentsAreNotValues();
    void quotesKeepSpacesAndSigns();
    void windowsLineEndsAndAByteOrderMarkAreFine();
    void aLineThatIsNotUnderstoodIsNamed_data();
    void aLineThatIsNotUnderstoodIsNamed();
    void aFileTooLongIsRefused();
    void aFolderIsNotAFile();
    void changingOneKeyKeepsCommentsAndOrder();
    void aNewKeyJoinsItsSection();
    void aNewSectionIsAddedAtTheEnd();
    void aMissingFileIsMadeForItsOwnerOnly();
    void aValueOutsideItsLimitsLeavesTheFileUntouched();
    void aFileThatIsNotUnderstoodIsNotWritten();
    void whateverIsWrittenIsReadBack();
};

namespace {

QString valueOf(const QByteArray &text, const QString &key)
{
    const auto parsed = parseSettings(text, u"file"_s);
    if (!parsed)
        return u"refused: "_s + parsed.problem().detail;
    for (const FileEntry &entry : parsed.value().entries) {
        if (entry.key == key)
            return entry.value;
    }
    return u"none"_s;
}

class File
{
public:
    explicit File(const QByteArray &text)
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the test cannot write its file");
    }
    QString path() const { return m_folder.filePath(u"nightbell.ini"_s); }
    QByteArray text() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "unreadable";
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

void TestSettingsFile::sectionsAndDottedKeysNameTheSameSetting()
{
    QCOMPARE(valueOf("[sip]\nlisten=1", u"sip.listen"_s), u"1"_s);
    QCOMPARE(valueOf("sip.listen = 1\n", u"sip.listen"_s), u"1"_s);
    QCOMPARE(valueOf("[a]\nb=1\n[ sip ] ; phone\n listen\t=\t1 \n", u"sip.listen"_s), u"1"_s);
}

void TestSettingsFile::commentsAreNotValues()
{
    QCOMPARE(valueOf("# a = 1\n; a = 2\n  # a = 3\n\na = 4", u"a"_s), u"4"_s);
    QCOMPARE(valueOf("a = 4 # four", u"a"_s), u"4"_s);
    QCOMPARE(valueOf("a = 4\t;four", u"a"_s), u"4"_s);
    QCOMPARE(valueOf("a = # none", u"a"_s), QString());
    QCOMPARE(valueOf("a = b#c;d", u"a"_s), u"b#c;d"_s);
}

void TestSettingsFile::quotesKeepSpacesAndSigns()
{
    QCOMPARE(valueOf("a = \" x # y \" # z", u"a"_s), u" x # y "_s);
    QCOMPARE(valueOf("a = \"say \\\"aah\\\" \\\\\"", u"a"_s), u"say \"aah\" \\"_s);
    QCOMPARE(valueOf("a = \"\"", u"a"_s), QString());
    QCOMPARE(valueOf("a = 5\" wide", u"a"_s), u"5\" wide"_s);
}

void TestSettingsFile::windowsLineEndsAndAByteOrderMarkAreFine()
{
    QCOMPARE(valueOf("\xEF\xBB\xBF[a]\r\nb = 1\r\nc =\r\n", u"a.b"_s), u"1"_s);
    QCOMPARE(valueOf("\xEF\xBB\xBF[a]\r\nb = 1\r\nc =\r\n", u"a.c"_s), QString());
    QCOMPARE(valueOf("a = Zürich", u"a"_s), u"Zürich"_s);
}

void TestSettingsFile::aLineThatIsNotUnderstoodIsNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::addRow("no equals sign") << QByteArray("a = 1\nlisten\n") << u"file:2: listen: "_s;
    QTest::addRow("no key") << QByteArray("= 1") << u"file:1: "_s;
    QTest::addRow("open section") << QByteArray("[sip\n") << u"file:1: "_s;
    QTest::addRow("text after a section") << QByteArray("\n\n[sip] x") << u"file:3: "_s;
    QTest::addRow("open quote") << QByteArray("[b]\na = \"x") << u"file:2: b.a: "_s;
    QTest::addRow("text after a quote") << QByteArray("a = \"x\" y") << u"file:1: a: "_s;
    QTest::addRow("unknown escape") << QByteArray("a = \"\\n\"") << u"file:1: a: "_s;
    QTest::addRow("twice") << QByteArray("a = 1\n\na = 1") << u"file:3: a: already set in line 1"_s;
    QTest::addRow("twice by section") << QByteArray("a.b = 1\n[a]\nb = 1") << u"file:3: a.b: already set"_s;
    QTest::addRow("control sign") << QByteArray("a = \x1b[0m") << u"file:1: "_s;
    QTest::addRow("null") << QByteArray("a = b\nc = \0d", 11) << u"file:2: "_s;
    QTest::addRow("not UTF-8") << QByteArray("a = 1\nb = \xff\n") << u"file:2: not UTF-8"_s;
    QTest::addRow("half a sign at the end of a line") << QByteArray("a = \xc3\nb = 1\n") << u"file:1: not UTF-8"_s;
}

void TestSettingsFile::aLineThatIsNotUnderstoodIsNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    const auto parsed = parseSettings(text, u"file"_s);
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.problem().kind, Problem::Kind::Invalid);
    QVERIFY2(parsed.problem().detail.startsWith(place), qPrintable(parsed.problem().detail));
}

void TestSettingsFile::aFileTooLongIsRefused()
{
    QVERIFY(parseSettings(QByteArray(longestSettingsFileBytes, '\n'), u"file"_s).ok());
    const File file(QByteArray(longestSettingsFileBytes + 1, '\n'));
    QVERIFY(!readSettingsFile(file.path()).ok());
}

void TestSettingsFile::aFolderIsNotAFile()
{
    QTemporaryDir folder;
    const auto read = readSettingsFile(folder.path());
    QVERIFY(!read.ok());
    QCOMPARE(read.problem().detail, folder.path() + u": the settings file cannot be read"_s);
}

void TestSettingsFile::changingOneKeyKeepsCommentsAndOrder()
{
    const File file("# ours\r\n[calls] ; all\nat_most  =  7   # seven\n\n; the end\n");
    QVERIFY(writeSetting(file.path(), u"calls.at_most"_s, u"12"_s).ok());
    QCOMPARE(file.text(), QByteArray("# ours\r\n[calls] ; all\nat_most  =  12   # seven\n\n; the end\n"));
}

void TestSettingsFile::aNewKeyJoinsItsSection()
{
    const File file("[calls]\nat_most = 7\n\n[log]\nlevel = info\n");
    QVERIFY(writeSetting(file.path(), u"calls.longest_minutes"_s, u"3"_s).ok());
    QCOMPARE(file.text(), QByteArray("[calls]\nat_most = 7\nlongest_minutes = 3\n\n[log]\nlevel = info\n"));
}

void TestSettingsFile::aNewSectionIsAddedAtTheEnd()
{
    const File file("log.level = info");
    QVERIFY(writeSetting(file.path(), u"store.url"_s, u"sqlite:/a #b"_s).ok());
    QCOMPARE(file.text(), QByteArray("log.level = info\n[store]\nurl = \"sqlite:/a #b\"\n"));
}

void TestSettingsFile::aMissingFileIsMadeForItsOwnerOnly()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"new.ini"_s);
    QVERIFY(writeSetting(path, u"log.level"_s, u"debug"_s).ok());
    const auto others =
        QFileInfo(path).permissions() & ~(ownerOnlyFile | QFileDevice::ReadUser | QFileDevice::WriteUser);
    QCOMPARE(others, QFileDevice::Permissions());
    QCOMPARE(loadSettings(path, FileMay::NotBeMissing, {}).value().text("log.level"), u"debug"_s);
}

void TestSettingsFile::aValueOutsideItsLimitsLeavesTheFileUntouched()
{
    const QByteArray text = "[calls]\nat_most = 7\n";
    const File file(text);
    QVERIFY(!writeSetting(file.path(), u"calls.at_most"_s, u"0"_s).ok());
    QVERIFY(!writeSetting(file.path(), u"calls.unknown"_s, u"1"_s).ok());
    QCOMPARE(file.text(), text);
}

void TestSettingsFile::aFileThatIsNotUnderstoodIsNotWritten()
{
    const File file("calls\n");
    QVERIFY(!writeSetting(file.path(), u"calls.at_most"_s, u"3"_s).ok());
    QCOMPARE(file.text(), QByteArray("calls\n"));
}

void TestSettingsFile::whateverIsWrittenIsReadBack()
{
    const quint32 seed = qEnvironmentVariableIntValue("NIGHTBELL_SEED");
    QRandomGenerator random(seed);
    const QString signs = u"a \"\\#;=[]\tü%"_s;
    const File file("[store]\nurl = sqlite:x ; kept\n");
    for (int round = 0; round < 20; ++round) {
        QString value = u"sqlite:"_s;
        for (int length = random.bounded(12); length > 0; --length)
            value += signs.at(random.bounded(int(signs.size())));
        value.remove(u'\t'); // a control sign: refused
        QVERIFY2(writeSetting(file.path(), u"store.url"_s, value).ok(), qPrintable(value));
        const auto back = loadSettings(file.path(), FileMay::NotBeMissing, {});
        QVERIFY2(back.ok(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(value)));
        QVERIFY2(back.value().text("store.url") == value, qPrintable(u"seed %1: %2"_s.arg(seed).arg(value)));
        QVERIFY(file.text().endsWith(" ; kept\n"));
    }
}

QTEST_APPLESS_MAIN(TestSettingsFile)
#include "test_settings_file.moc"
