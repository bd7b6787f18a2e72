// The offline ear: what it costs, and how much it gets wrong. Sentences of hearing_sentences.tsv, by every synthetic
// voice, over G.711, clean and with noise. NIGHTBELL_HEARING_MODEL=plain leaves the transform away, NIGHTBELL_HEARD=1
// prints every sentence.
#include "bench/figures.h"
#include "bench/must.h"
#include "clinic/starter_book.h"
#include "dialog/shipped_scripts.h"
#include "scripted/voices.h"
#include "speech/decoding_ear.h"
#include "speech/ear_words.h"
#include "speech/word_errors.h"

#include <QCoreApplication>
#include <QFile>

#include <ctime>
#include <map>

using namespace nightbell;

namespace {

struct Line
{
    QString question;
    QString words;
};

struct Score
{
    int words = 0, errors = 0, sentences = 0, right = 0;
    void add(const QStringList &said, const QStringList &heard)
    {
        words += int(said.size()), errors += wordErrors(said, heard), ++sentences, right += said == heard;
    }
};

double cpuMs()
{
    std::timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

double residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4'096 / 1e6;
}

QList<Line> sentences()
{
    QFile file(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/bench/hearing_sentences.tsv"));
    QList<Line> all;
    if (!file.open(QIODevice::ReadOnly))
        return all;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (const QList<QByteArray> columns = line.split('\t'); columns.size() == 2 && !line.startsWith('#'))
            all << Line{QString::fromLatin1(columns[0] == "-" ? QByteArray() : columns[0]),
                        QString::fromLatin1(columns[1])};
    return all;
}

struct Spent
{
    double soundMs = 0, answerMs = 0, openMs = 0;
};

// As the transcriber does it, the two apart to tell what each costs.
void listen(Decoder &decoder, const Pcm &pcm, double &spent, bench::Figures &flush, DecodedWords &found)
{
    LineSound line(narrowRate);
    const std::size_t frame = samplesPerFrame(narrowRate);
    const double began = cpuMs();
    decoder.begin();
    for (std::span rest(pcm.constData(), std::size_t(pcm.size())); !rest.empty();) {
        decoder.hear(line.widened(rest.first(std::min(frame, rest.size()))));
        rest = rest.subspan(std::min(frame, rest.size()));
    }
    flush.time([&] { found = decoder.end(); });
    spent += cpuMs() - began;
}

using Scores = std::map<QString, Score>;

void tell(const char *what, const Scores &scores)
{
    for (const auto &[name, score] : scores)
        std::printf("| %s %s: words wrong, sentences right | %.1f %% | %.1f %% ||  %d |\n", what, qPrintable(name),
                    100.0 * score.errors / score.words, 100.0 * score.right / score.sentences, score.sentences);
    std::fflush(stdout);
}

void hearAll(DecoderPair &pair, const QByteArray &what, double noiseDb)
{
    bench::Figures answerFlush("hearing " + what + ": flush of the answer"),
        openFlush("hearing " + what + ": flush of the open");
    Scores byVoice, byQuestion, byJudge;
    Spent spent;
    int agreed = 0, agreedRight = 0, sentence = 0;
    const bool verbose = qEnvironmentVariableIsSet("NIGHTBELL_HEARD");
    for (const Line &line : sentences()) {
        const QByteArray grammar = pair.set->grammarFor({line.question, {}});
        if (!grammar.isEmpty())
            bench::must(pair.answer->expect(grammar));
        ++sentence;
        for (const QString &voice : scripted::callerVoices()) {
            const Pcm pcm = scripted::overTelephone(scripted::saidBy(voice, line.words), {noiseDb, quint32(sentence)});
            spent.soundMs += double(pcm.size()) / 8;
            DecodedWords open, answer;
            listen(*pair.open, pcm, spent.openMs, openFlush, open);
            if (!grammar.isEmpty())
                listen(*pair.answer, pcm, spent.answerMs, answerFlush, answer);
            const JudgedWords words = judged(grammar.isEmpty() ? std::nullopt : std::optional(answer), open);
            const auto apart = [](const QString &text) { return text.split(u' ', Qt::SkipEmptyParts); };
            const QStringList said = earWords(line.words), heard = apart(words.words);
            byVoice[voice].add(said, heard);
            byQuestion[line.question.isEmpty() ? QStringLiteral("open") : line.question].add(said, heard);
            byJudge[QStringLiteral("all")].add(said, heard);
            byJudge[QStringLiteral("open alone")].add(said, apart(open.words));
            if (!grammar.isEmpty())
                byJudge[QStringLiteral("answer alone")].add(said, apart(answer.words));
            agreed += words.agreed, agreedRight += words.agreed && said == heard;
            if (verbose)
                std::printf("%s\t%s\t%s\tA %s\tB %s\t%.2f\t%.2f\t%.3f\t%d\t%d\n", qPrintable(line.question),
                            qPrintable(voice), qPrintable(said.join(u' ')), qPrintable(answer.words),
                            qPrintable(open.words), answer.fit, open.fit, open.sure, answer.frames, open.frames);
        }
    }
    tell(("hearing " + what + ", voice").constData(), byVoice);
    tell(("hearing " + what + ", question").constData(), byQuestion);
    tell(("hearing " + what + ", judge").constData(), byJudge);
    std::printf("| hearing %s: agreed, of these right | %d | %d |||\n", what.constData(), agreed, agreedRight);
    std::printf("| hearing %s: real time factor of the answer, of the open | %.4f | %.4f |||\n", what.constData(),
                spent.answerMs / spent.soundMs, spent.openMs / spent.soundMs);
    answerFlush.print();
    openFlush.print();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    HearingModel model = installedHearingModel();
    if (qEnvironmentVariable("NIGHTBELL_HEARING_MODEL") == QLatin1String("plain"))
        model.transform.clear();
    bench::Figures making("hearing: the set of words made"), pairs("hearing: a pair of decoders made");
    std::shared_ptr<const HearingSet> set;
    making.time([&] { set = bench::must(HearingSet::make(hearingWordsOf(starterBook(), {shippedScripts()}), model)); });
    making.print();
    bench::printFigure("hearing: words known", double(set->words()), "words");
    std::vector<std::unique_ptr<DecoderPair>> made;
    made.push_back(bench::must(DecoderPair::make(set)));
    const double before = residentMb();
    for (int pair = 0; pair < 4; ++pair)
        pairs.time([&] { made.push_back(bench::must(DecoderPair::make(set))); });
    pairs.print();
    bench::printFigure("hearing: memory of a pair of decoders", (residentMb() - before) / 4, "MB");
    made.resize(1);
    hearAll(*made.front(), "clean", 100);
    hearAll(*made.front(), "20 dB", 20);
    return 0;
}
