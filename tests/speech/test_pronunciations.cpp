#include "speech/pronunciations.h"

#include "speech/letter_sounds.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestPronunciations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKnownWordIsSaidAsTheDictionarySays();
    void anUnknownWordIsSaidAfterItsLetters();
    void whatCannotBeSaidIsMissing();
    void soundsThatTheRecogniserHasNotAreNotTaken();
    void withoutTheDictionaryThePackageIsNamed();
    void theTextHasALineForEachWay();

private:
    QTemporaryDir m_folder;
    QString m_file;
};

void TestPronunciations::initTestCase()
{
    m_file = m_folder.filePath(u"dict"_s);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a AH\na(2) EY\nbad QQ ZZ\ndoctor D AA K T ER\nunused Y UW\n");
}

void TestPronunciations::aKnownWordIsSaidAsTheDictionarySays()
{
    const auto found = pronunciationsOf({u"a"_s, u"doctor"_s}, m_file);
    QVERIFY(found);
    QCOMPARE(found.value(), (Pronunciations{{u"a"_s, {"AH", "EY"}}, {u"doctor"_s, {"D AA K T ER"}}}));
}

void TestPronunciations::anUnknownWordIsSaidAfterItsLetters()
{
    const auto found = pronunciationsOf({u"lindqvist"_s, u"metformin"_s, u"o'kowalczyk"_s}, m_file);
    QVERIFY(found);
    QCOMPARE(found.value().size(), 3);
    for (const QList<QByteArray> &ways : found.value()) {
        QCOMPARE(ways.size(), 1);
        const QList<QByteArray> sounds = ways.first().split(' ');
        QVERIFY(sounds.size() > 4);
        QVERIFY(std::all_of(sounds.begin(), sounds.end(), isSound));
    }
    QVERIFY(found.value()[u"lindqvist"_s].first().startsWith("L IH N D"));
}

void TestPronunciations::whatCannotBeSaidIsMissing()
{
    const auto found = pronunciationsOf({u"'"_s, u"12"_s, QString()}, m_file);
    QVERIFY(found);
    QVERIFY(found.value().isEmpty());
}

void TestPronunciations::soundsThatTheRecogniserHasNotAreNotTaken()
{
    const auto found = pronunciationsOf({u"bad"_s}, m_file);
    QVERIFY(found);
    QCOMPARE(found.value()[u"bad"_s], QList<QByteArray>{"B AE D"}); // after its letters
}

void TestPronunciations::withoutTheDictionaryThePackageIsNamed()
{
    const auto found = pronunciationsOf({u"a"_s}, m_folder.filePath(u"none"_s));
    QVERIFY(!found);
    QCOMPARE(found.problem().kind, Problem::Kind::NotFound);
    QVERIFY(found.problem().detail.contains("pocketsphinx-en-us"_L1));
}

void TestPronunciations::theTextHasALineForEachWay()
{
    QCOMPARE(dictionaryText({{u"a"_s, {"AH", "EY"}}, {u"be"_s, {"B IY"}}}), QByteArray("a AH\na(2) EY\nbe B IY\n"));
}

QTEST_GUILESS_MAIN(TestPronunciations)
#include "test_pronunciations.moc"
