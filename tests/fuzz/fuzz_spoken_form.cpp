// Any text as a voice should say it: never nothing, never more than its bound, and each letter of it comes from the
// text; its phrases hold all of it.
#include "speech/phrases.h"
#include "speech/spoken_form.h"

#include <cstdlib>

using namespace nightbell;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(QByteArrayView(data, qsizetype(size))).left(1'000);
    for (const Phrase &phrase : phrasesOf(text)) {
        require(!phrase.words.isEmpty() && phrase.words.size() <= phraseCharactersAtMost);
        require(QStringView(text).mid(phrase.at, phrase.words.size()) == phrase.words);
        const SpokenForm form = spokenForm(phrase.words, QStringLiteral("en-US"));
        require(!form.text.isEmpty());
        require(form.text.size() <= phrase.words.size() * spokenGrowthAtMost + spokenGrowthBeside);
        for (const SpokenForm::Origin &origin : form.origins)
            require(origin.written >= 0 && origin.written < phrase.words.size());
    }
    return 0;
}
