#include "clinic/field_path.h"

#include <algorithm>

namespace nightbell {

QString quoted(QStringView written)
{
    constexpr qsizetype charactersAtMost = 40;
    QString shown = written.left(charactersAtMost).toString();
    std::ranges::replace_if(
        shown, [](QChar each) { return !each.isPrint(); }, u'?');
    return written.size() > charactersAtMost ? shown + u'…' : shown;
}

} // namespace nightbell
