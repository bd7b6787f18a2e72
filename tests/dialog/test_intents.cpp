// The error analysis of understanding, in the format of the evaluation. Phrases were added after the errors in these
// sentences, so they guard against falling back; what to expect of new callers stands in tests/dialog/sets.
#include "dialog/meaning.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QtTest>

#include <algorithm>
#include <ctime>

using namespace nightbell;

namespace {

constexpr double macroF1AtLeast = 0.90;

struct Sentence
{
    QString text, asked, intent;
    QStringList accepted;
};

QList<Sentence> sentencesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: cannot be read", qPrintable(path));
    QList<Sentence> sentences;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const auto text = [&](const char *key) { return object.value(QLatin1String(key)).toString(); };
        Sentence sentence{text("text"), text("context"), text("intent"), {text("intent")}};
        for (const auto &other : object.value(QLatin1String("accept")).toArray())
            sentence.accepted << other.toString();
        if (!sentence.text.isEmpty())
            sentences << sentence;
    }
    return sentences;
}

struct Score
{
    int right = 0, missed = 0, wrongly = 0;
    double f1() const { return 2.0 * right / std::max(1, 2 * right + missed + wrongly); }
};

struct Report
{
    QMap<QString, Score> ofLabel;
    QMap<QString, int> confusions;
    int right = 0, all = 0, right80 = 0, all80 = 0; // 80: where it was at least that sure

    void add(const Sentence &sentence, const Meant &meant)
    {
        const QString judged = nameOf(meant.intent);
        const bool fine = sentence.accepted.contains(judged);
        ++all, right += fine;
        if (meant.confidence >= 0.8F)
            ++all80, right80 += fine;
        if (fine) {
            ++ofLabel[sentence.intent].right;
        } else {
            ++ofLabel[sentence.intent].missed;
            ++ofLabel[judged].wrongly;
            ++confusions[sentence.intent + QStringLiteral(" -> ") + judged];
            if (qEnvironmentVariableIsSet("NIGHTBELL_SHOW_WRONG"))
                qInfo().noquote() << sentence.intent << "->" << judged << meant.confidence << sentence.text
                                  << sentence.asked;
        }
    }

    double macroF1() const
    {
        double sum = 0;
        for (const Score &score : ofLabel)
            sum += score.f1();
        return sum / double(ofLabel.size());
    }

    void print(const QString &name) const
    {
        qInfo().noquote() << QStringLiteral(
                                 "%1: %2 sentences, accuracy %3, macro-F1 %4; where sure of 0.8: %5 of %6 right")
                                 .arg(name)
                                 .arg(all)
                                 .arg(double(right) / all, 0, 'f', 3)
                                 .arg(macroF1(), 0, 'f', 3)
                                 .arg(right80)
                                 .arg(all80);
        QStringList labels;
        for (auto label = ofLabel.begin(); label != ofLabel.end(); ++label)
            labels << QStringLiteral("%1 %2").arg(label.key()).arg(label->f1(), 0, 'f', 2);
        qInfo().noquote() << "  " << labels.join(QStringLiteral(", "));
        for (auto pair = confusions.begin(); pair != confusions.end(); ++pair)
            if (*pair > 1)
                qInfo().noquote() << "  " << pair.key() << *pair;
    }
};

QList<QString> sets()
{
    const QDir folder(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/dialog/sets"));
    QStringList paths;
    for (const QString &name : folder.entryList({QStringLiteral("intents_*.jsonl")}))
        paths << folder.filePath(name);
    return paths;
}

Meaning meaningOf(const Sentence &sentence) { return understand(wordsOf(sentence.text), wordsOf(sentence.asked)); }

} // namespace

class TestIntents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentencesNobodyTrainedOnAreUnderstood()
    {
        Report whole;
        for (const QString &path : sets()) {
            Report report;
            for (const Sentence &sentence : sentencesOf(path)) {
                const Meaning meaning = meaningOf(sentence);
                report.add(sentence, meaning.first());
                whole.add(sentence, meaning.first());
            }
            report.print(QFileInfo(path).baseName());
            QVERIFY(report.macroF1() >= macroF1AtLeast);
        }
        whole.print(QStringLiteral("all"));
        QVERIFY(whole.all >= 500);
        QCOMPARE(whole.ofLabel.size(), intentCount);
        QVERIFY(whole.macroF1() >= macroF1AtLeast);
        QVERIFY(whole.right80 >= 0.93 * whole.all80); // the confidence is honest
    }

    void twoRequestsInOneBreathAreBothHeard()
    {
        const Meaning meaning =
            understand(wordsOf(u"please cancel my appointment on tuesday and also what time do you close"));
        QCOMPARE(meaning.first().intent, Intent::Cancel);
        QVERIFY(std::any_of(meaning.meant.begin(), meaning.meant.end(),
                            [](const Meant &each) { return each.intent == Intent::Hours; }));
    }

    void theQuestionDecidesWhatAnAnswerMeans()
    {
        QCOMPARE(understand(wordsOf(u"no that's all"), wordsOf(u"Is there anything else?")).first().intent,
                 Intent::Goodbye);
        QCOMPARE(understand(wordsOf(u"no"), wordsOf(u"Shall I book it?")).first().intent, Intent::Deny);
        QCOMPARE(understand(wordsOf(u"march ninth sixty two"), wordsOf(u"What is your date of birth?")).first().intent,
                 Intent::ProvideInfo);
    }

    void aMeaningShowsItsWords()
    {
        const Words said = wordsOf(u"i want to cancel my visit");
        const Meant meant = understand(said).first();
        QVERIFY(!meant.evidence.isEmpty());
        QCOMPARE(said[meant.evidence.first().first].text, QStringLiteral("cancel"));
    }

    void dangerLeads()
    {
        const Words said = wordsOf(u"i want to book a check up and my chest is really tight");
        const Meaning meaning = ledBy({Intent::Emergency, 1, {}}, understand(said));
        QCOMPARE(meaning.first().intent, Intent::Emergency);
        QVERIFY(std::count_if(meaning.meant.begin(), meaning.meant.end(),
                              [](const Meant &each) { return each.intent == Intent::Emergency; })
                == 1);
    }

    void dangerThatWasRuledOutIsNotMeant()
    {
        const Meaning meaning =
            understand(wordsOf(u"my chest pain from last year is gone and i want a check up"), {}, Danger::RuledOut);
        QCOMPARE(meaning.first().intent, Intent::Book);
    }

    void noiseIsNotTakenForCertain()
    {
        QVERIFY(!understand(wordsOf(u"zubble frint oggle")).sure());
        QVERIFY(!understand({}).sure());
    }

    void everyLabelHasItsName()
    {
        for (int i = 0; i < intentCount; ++i)
            QCOMPARE(intentNamed(nameOf(Intent(i))), Intent(i));
        QVERIFY(!intentNamed(u"dance"));
    }

    void understandingIsQuick()
    {
        (void)understand(wordsOf(u"hello")); // the model is read once
        QList<qint64> spentUs;               // of the processor: the machine may be busy with other tests
        for (const QString &path : sets())
            for (const Sentence &sentence : sentencesOf(path)) {
                const std::clock_t begun = std::clock();
                (void)meaningOf(sentence);
                spentUs << qint64(std::clock() - begun) * 1'000'000 / CLOCKS_PER_SEC;
            }
        std::sort(spentUs.begin(), spentUs.end());
        const qint64 p99 = spentUs[spentUs.size() * 99 / 100];
        qInfo() << "understanding: median" << spentUs[spentUs.size() / 2] << "us, p99" << p99 << "us";
        QVERIFY(p99 <= 2'000);
    }
};

QTEST_APPLESS_MAIN(TestIntents)
#include "test_intents.moc"
