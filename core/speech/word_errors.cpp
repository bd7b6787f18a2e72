#include "speech/word_errors.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace nightbell {

int wordErrors(const QStringList &said, const QStringList &heard)
{
    std::vector<int> errors(std::size_t(heard.size()) + 1); // of the words said so far against each beginning
    std::iota(errors.begin(), errors.end(), 0);
    for (const QString &word : said) {
        int corner = errors[0]++;
        for (std::size_t at = 1; at < errors.size(); ++at) {
            const int changed = corner + (word != heard[qsizetype(at) - 1]);
            corner = errors[at];
            errors[at] = std::min({changed, errors[at] + 1, errors[at - 1] + 1});
        }
    }
    return errors.back();
}

} // namespace nightbell
