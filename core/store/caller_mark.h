// By what a caller who comes back is recognised: a number that is certainly the caller's own, else a lasting
// fingerprint. In doubt there is no mark: not to recognise somebody costs a question, to mistake one person for
// another costs a secret.
#pragma once

#include "call/line_happenings.h"

#include <QSet>

#include <optional>

namespace nightbell {

struct CallerMark
{
    PrivateText text; // "tel:+4930…" or "own:…"; leaves the program only as a keyed hash
    bool operator==(const CallerMark &) const = default;
};

// The person at the other end: who called, or, when the clinic called, who was called.
std::optional<CallerMark> markOf(const Initiated &call);

// Numbers behind which many people sit: a hotel, a care home, a switchboard. The clinic names them; one that is named
// today is not recognised from today on, whatever was stored before.
class SharedNumbers
{
public:
    SharedNumbers() = default;
    explicit SharedNumbers(const QList<PrivateText> &numbers);
    bool hold(const CallerMark &mark) const { return m_marks.contains(mark.text.reveal()); }

private:
    QSet<QString> m_marks;
};

} // namespace nightbell
