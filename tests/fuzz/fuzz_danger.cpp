// Whatever words a recogniser hands over: judged alone and over a call, with evidence inside of the utterance; and a
// lexicon of words from anybody's hands is read or refused, never half.
#include "dialog/danger_rules.h"
#include "dialog/danger_watch.h"

#include <cstdint>
#include <cstdlib>

using namespace nightbell;

namespace {

void check(const QList<Evidence> &all, qsizetype words)
{
    for (const Evidence &evidence : all)
        if (evidence.first < 0 || evidence.count < 1 || evidence.first + evidence.count > words)
            std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const Tripwire tripwire = Tripwire::builtIn();
    const QByteArray input(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const QString said = QString::fromUtf8(input);
    const Words words = wordsOf(said);
    const DangerFinding finding = tripwire.judge(words);
    check(finding.evidence, words.size());
    check(finding.explainsAway, words.size());

    DangerWatch watch(tripwire);
    int turn = 0;
    for (const QString &line : said.split(u'\n').mid(0, 8)) {
        watch.asked(line);
        watch.hearPartial(line.left(line.size() / 2), ++turn);
        watch.hearFinal(line, turn);
    }

    static const QByteArray groups = "barrier\tbut\nstop\tbut\ngoes_on\tin my\nlight\ta\n";
    const auto lexicon = DangerLexicon::fromTexts({groups, "urgent\tany\tfuzz\t-\t" + input, {}});
    if (lexicon)
        judgeByRules(lexicon.value(), words);
    return 0;
}
