// Whatever a caller says or staff type: words are bounded and stay themselves, a query finds the line it was taken
// from.
#include "store/search_terms.h"

#include <cstdlib>

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
    const QString text = size % 2 ? QString::fromUtf8(QByteArrayView(bytes, qsizetype(size)))
                                  : QString::fromUtf16(reinterpret_cast<const char16_t *>(bytes), qsizetype(size / 2));
    const QStringList words = searchWordsOf(text);
    for (const QString &word : words)
        if (word.isEmpty() || word.size() > searchWordCharactersAtMost || searchWordsOf(word) != QStringList{word})
            abort();
    const auto query = searchQueryFrom(text);
    if (query)
        for (const SearchPiece &piece : query.value())
            if (piece.words.isEmpty())
                abort();
    const auto again = searchQueryFrom(words.mid(0, 5).join(u' '));
    if (again && !matches(again.value(), words))
        abort();
    return 0;
}
