#include "speech/trigram.h"

#include <QHash>
#include <QTest>

#include <cmath>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    double likelihood = 0, back = 1;
};

// An ARPA text by its words, and how likely one word is after others, as its readers reckon it.
class Model
{
public:
    explicit Model(const QByteArray &arpa)
    {
        int order = 0;
        for (const QByteArray &line : arpa.split('\n')) {
            if (line.startsWith('\\'))
                order = line.endsWith("-grams:") ? line.mid(1, 1).toInt() : 0;
            else if (const QList<QByteArray> columns = line.split(' '); order > 0 && columns.size() > order)
                m_grams.insert(columns.mid(1, order).join(' '),
                               {std::pow(10, columns[0].toDouble()),
                                columns.size() > order + 1 ? std::pow(10, columns.last().toDouble()) : 1});
        }
    }

    double likelihood(QList<QByteArray> before, const QByteArray &word) const
    {
        const auto whole = m_grams.constFind((before + QList<QByteArray>{word}).join(' '));
        if (whole != m_grams.cend() || before.isEmpty())
            return whole == m_grams.cend() ? 0 : whole->likelihood;
        const Entry shorter = m_grams.value(before.join(' '));
        before.removeFirst();
        return shorter.back * likelihood(before, word);
    }

private:
    QHash<QByteArray, Entry> m_grams;
};

Trigram taught()
{
    Trigram trigram;
    for (const QString &sentence :
         {u"i need an appointment"_s, u"i need a doctor"_s, u"an appointment please"_s, u"yes please"_s, u"yes"_s})
        trigram.learn(sentence.split(u' '));
    return trigram;
}

} // namespace

class TestTrigram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatFollowsAnyWordsIsCertainAltogether();
    void whatWasSaidIsLikelierThanWhatWasNot();
    void aWordNeverHeardAfterOthersIsStillPossible();
    void aSentenceSaidOftenWeighsMore();
    void theTextCountsItsGrams();
};

void TestTrigram::whatFollowsAnyWordsIsCertainAltogether()
{
    const Trigram trigram = taught();
    const Model model(trigram.arpa());
    const QList<QList<QByteArray>> all{{}, {"<s>"}, {"i"}, {"<s>", "i"}, {"i", "need"}, {"please"}, {"doctor", "yes"}};
    for (const QList<QByteArray> &before : all) {
        double sum = 0;
        for (const QString &word : trigram.words())
            if (word != "<s>"_L1)
                sum += model.likelihood(before, word.toLatin1());
        QVERIFY2(std::abs(sum - 1) < 0.002,
                 qPrintable(QString::fromLatin1(before.join(' ')) + u' ' + QString::number(sum)));
    }
}

void TestTrigram::whatWasSaidIsLikelierThanWhatWasNot()
{
    const Model model(taught().arpa());
    QVERIFY(model.likelihood({"i", "need"}, "an") > 3 * model.likelihood({"i", "need"}, "yes"));
    QVERIFY(model.likelihood({"<s>"}, "yes") > model.likelihood({"<s>"}, "doctor"));
}

void TestTrigram::aWordNeverHeardAfterOthersIsStillPossible()
{
    QVERIFY(Model(taught().arpa()).likelihood({"yes", "please"}, "doctor") > 0);
}

void TestTrigram::aSentenceSaidOftenWeighsMore()
{
    Trigram trigram = taught();
    const double before = Model(trigram.arpa()).likelihood({"<s>"}, "yes");
    trigram.learn({u"yes"_s}, 20);
    QVERIFY(Model(trigram.arpa()).likelihood({"<s>"}, "yes") > before);
}

void TestTrigram::theTextCountsItsGrams()
{
    Trigram trigram;
    trigram.learn({u"yes"_s, u"please"_s});
    trigram.learn({});
    QCOMPARE(trigram.sentences(), 1);
    const QByteArray text = trigram.arpa();
    QVERIFY(text.startsWith("\\data\\\nngram 1=4\nngram 2=3\nngram 3=2\n\n\\1-grams:\n-99.0000 <s> "));
    QVERIFY(text.contains("\n\\3-grams:\n"));
    QVERIFY(text.endsWith("\n\\end\\\n"));
}

QTEST_GUILESS_MAIN(TestTrigram)
#include "test_trigram.moc"
