// The sentences of tests/dialog/sets judge what the models learned only while the models did not learn them: no phrase
// repeats one, or most of it.
#include "lessons.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QtTest>

using namespace nightbell;

namespace {

constexpr qsizetype tellingWords = 6; // what is shorter, everybody says

const QString folder = QStringLiteral(NIGHTBELL_SOURCE_DIR);

using Triples = QSet<QString>; // three words in a row

Triples triplesOf(const Words &words)
{
    Triples triples;
    for (int first = 0; first + 3 <= words.size(); ++first)
        triples << joined(words, first, 3);
    return triples;
}

struct Judging
{
    QString text;
    Triples triples;
};

QStringList filesIn(const QString &below, const QString &ending)
{
    QStringList paths;
    const QDir dir(folder + below);
    for (const QString &name : dir.entryList({ending}, QDir::Files, QDir::Name))
        paths << dir.filePath(name);
    return paths;
}

QList<Judging> judgingSentences()
{
    QList<Judging> sentences;
    for (const QString &path : filesIn(QStringLiteral("/tests/dialog/sets"), QStringLiteral("*.jsonl"))) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QString text = QJsonDocument::fromJson(line).object()[QStringLiteral("text")].toString();
            if (const Words words = wordsOf(text); words.size() >= tellingWords)
                sentences << Judging{joined(words), triplesOf(words)};
        }
    }
    return sentences;
}

bool isMostOf(qsizetype shared, qsizetype all) { return 3 * shared >= 2 * all; }

class Overlap
{
public:
    explicit Overlap(const QList<Judging> &sentences) : m_sentences(sentences)
    {
        for (int i = 0; i < sentences.size(); ++i)
            for (const QString &triple : sentences[i].triples)
                m_places[triple] << i;
    }

    QString repeatedBy(const Words &phrase) const
    {
        if (phrase.size() < tellingWords)
            return {};
        const Triples triples = triplesOf(phrase);
        QHash<int, int> shared;
        for (const QString &triple : triples)
            for (const int sentence : m_places.value(triple))
                ++shared[sentence];
        for (auto [sentence, count] : shared.asKeyValueRange())
            if (isMostOf(count, triples.size()) && isMostOf(count, m_sentences[sentence].triples.size()))
                return m_sentences[sentence].text;
        return {};
    }

private:
    QList<Judging> m_sentences;
    QHash<QString, QList<int>> m_places;
};

} // namespace

class TestPhrasesApart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRepetitionIsNoticed()
    {
        const Words sentence = wordsOf(u"i have such a heavy feeling in my chest today");
        const Overlap overlap({{joined(sentence), triplesOf(sentence)}});
        QVERIFY(!overlap.repeatedBy(wordsOf(u"such a heavy feeling in my chest today")).isEmpty());
        QVERIFY(overlap.repeatedBy(wordsOf(u"what a heavy weight lies on my chest today")).isEmpty());
    }

    void noPhraseRepeatsASentenceThatJudges_data()
    {
        QTest::addColumn<QString>("below");
        QTest::newRow("intents") << QStringLiteral("/resources/language/en/intents");
        QTest::newRow("danger") << QStringLiteral("/resources/language/en/danger_phrases");
    }

    void noPhraseRepeatsASentenceThatJudges()
    {
        QFETCH(const QString, below);
        const Overlap overlap(judgingSentences());
        const QStringList files = filesIn(below, QStringLiteral("*.tsv"));
        const Lessons lessons = readLessons(files, folder + QStringLiteral("/resources/language/en/lists.tsv"));
        QVERIFY(lessons.examples.size() > 1'000);
        QStringList repeated;
        for (const Example &example : lessons.examples)
            if (const QString sentence = overlap.repeatedBy(example.said); !sentence.isEmpty())
                repeated << QStringLiteral("\"%1\" repeats \"%2\"").arg(joined(example.said), sentence);
        QVERIFY2(repeated.isEmpty(), repeated.join(u'\n').toUtf8());
    }
};

QTEST_APPLESS_MAIN(TestPhrasesApart)
#include "test_phrases_apart.moc"
