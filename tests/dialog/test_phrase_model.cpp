#include "dialog/phrase_model.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace nightbell;

namespace {

// Two labels and four words that it knows; each pulls towards one of them.
PhraseWeights fruit()
{
    PhraseWeights weights{.labels = {QStringLiteral("apple"), QStringLiteral("pear")}, .temperature = 1, .step = 0.1F};
    const auto known = [&](const QString &word, qint8 apple) {
        const auto features = featuresOf(wordsOf(word), {});
        const auto of = std::find_if(features.begin(), features.end(), [](auto &each) { return each.count == 1; });
        weights.keys.push_back(of->key);
        weights.weights.push_back(apple);
        weights.weights.push_back(qint8(-apple));
    };
    known(QStringLiteral("red"), 100);
    if (featuresOf(wordsOf(u"green"), {})[4].key < weights.keys[0])
        qFatal("the words of this test have to be named in the order of their keys");
    known(QStringLiteral("green"), -100);
    return weights;
}

int bestOf(const std::vector<float> &shares)
{
    return int(std::max_element(shares.begin(), shares.end()) - shares.begin());
}

} // namespace

class TestPhraseModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWordsDecide()
    {
        const PhraseModel model(fruit());
        QCOMPARE(bestOf(model.judge(wordsOf(u"a red one"))), 0);
        QCOMPARE(bestOf(model.judge(wordsOf(u"a green one"))), 1);
    }

    void probabilitiesAddUpAndAreEvenWhereNothingIsKnown()
    {
        const PhraseModel model(fruit());
        const auto shares = model.judge(wordsOf(u"what is this"));
        QVERIFY(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0F) - 1) < 1e-4F);
        QVERIFY(std::abs(shares[0] - shares[1]) < 1e-4F);
        QCOMPARE(model.judge({}).size(), 2);
    }

    void theEvidenceIsTheWordThatDecided()
    {
        const auto evidence = PhraseModel(fruit()).evidence(0, wordsOf(u"it is a red one"));
        QCOMPARE(evidence.size(), 1);
        QCOMPARE(evidence[0], (Evidence{3, 1, QStringLiteral("phrases")}));
    }

    void aFileIsReadAsItWasWritten()
    {
        const QByteArray file = phraseModelFile(fruit());
        const auto model = PhraseModel::fromFile(file);
        QVERIFY(model.ok());
        QCOMPARE(model.value().labels(), fruit().labels);
        QVERIFY(model.value().judge(wordsOf(u"red")) == PhraseModel(fruit()).judge(wordsOf(u"red")));
    }

    void aDamagedFileIsNoModel()
    {
        const QByteArray whole = phraseModelFile(fruit());
        for (qsizetype length = 0; length < whole.size(); ++length)
            QVERIFY(!PhraseModel::fromFile(whole.left(length)).ok());
        QVERIFY(!PhraseModel::fromFile(whole + 'x').ok());
        QByteArray later = whole;
        later[4] = 9;
        QCOMPARE(PhraseModel::fromFile(later).problem().kind, Problem::Kind::Newer);
        PhraseWeights twice = fruit();
        twice.keys[1] = twice.keys[0];
        QVERIFY(!PhraseModel::fromFile(phraseModelFile(twice)).ok());
        PhraseWeights same = fruit();
        same.labels[1] = same.labels[0];
        QVERIFY(!PhraseModel::fromFile(phraseModelFile(same)).ok());
    }

    void aQuestionChangesWhatIsSeen()
    {
        const Words said = wordsOf(u"yes please");
        QVERIFY(featuresOf(said, {}).size() < featuresOf(said, wordsOf(u"Shall I book it?")).size());
    }

    void theModelsOfThisProgramCanBeRead()
    {
        QVERIFY(PhraseModel::builtIn(QStringLiteral("intents")).labels().size() > 1);
    }
};

QTEST_APPLESS_MAIN(TestPhraseModel)
#include "test_phrase_model.moc"
