// Phrases from anybody's hands, and names of a clinic: rules are read or refused, never half; whatever comes of them is
// words of letters, which no grammar, dictionary or language model can trip over.
#include "speech/answer_rules.h"
#include "speech/ear_words.h"
#include "speech/letter_sounds.h"
#include "speech/pronunciations.h"
#include "speech/trigram.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace nightbell;

namespace {

bool isWord(const QString &word)
{
    const auto fits = [](QChar sign) { return (sign >= u'a' && sign <= u'z') || sign == u'\''; };
    return !word.isEmpty() && word.size() <= earWordCharactersAtMost && std::all_of(word.begin(), word.end(), fits);
}

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const QString text = QString::fromUtf8(input);
    const QStringList spoken = earWords(text);
    demand(spoken.size() <= earWordsAtMost && std::all_of(spoken.begin(), spoken.end(), isWord));

    AnswerRules rules;
    const bool read = rules.read(input).ok();
    demand(rules.size() <= answerRulesAtMost);
    if (read) {
        rules.addPlain(QStringLiteral("a"), text);
        QSet<QString> words;
        rules.gatherWords(QStringLiteral("a"), words);
        demand(std::all_of(words.begin(), words.end(), isWord));
        const QByteArray grammar = rules.jsgf(QStringLiteral("a"), {spoken}, QStringLiteral("b"));
        demand(grammar.startsWith("#JSGF") && grammar.endsWith(";\n"));
        Trigram trigram;
        for (quint32 turn = 0; turn < 4; ++turn) {
            const QStringList wording = rules.wording(QStringLiteral("a"), turn);
            demand(std::all_of(wording.begin(), wording.end(), isWord));
            trigram.learn(wording);
        }
        demand(trigram.arpa().endsWith("\\end\\\n"));
    }
    for (const QString &word : spoken.mid(0, 8))
        for (const QByteArray &sound : letterSounds(word).split(' '))
            demand(sound.isEmpty() || isSound(sound));
    return 0;
}
