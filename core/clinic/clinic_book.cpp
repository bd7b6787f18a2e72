#include "clinic/clinic_book.h"

#include <algorithm>

namespace nightbell {
namespace {

// The digits of an international number, however the line writes it: "+1 (555) 010-0199", "0015550100199",
// "15550100199". Empty when it is no such number.
QString internationalDigits(QStringView number)
{
    QString digits;
    for (const QChar each : number.trimmed()) {
        if (each >= u'0' && each <= u'9')
            digits += each;
        else if (!QStringView(u" -.()/").contains(each) && !(each == u'+' && digits.isEmpty()))
            return {};
    }
    return digits.startsWith(QLatin1StringView("00")) ? digits.mid(2) : digits;
}

} // namespace

Result<CalledPlace> whoIsCalled(const ClinicBook &book, QStringView number)
{
    if (const QString digits = internationalDigits(number); !digits.isEmpty())
        for (const Organisation &organisation : book.organisations)
            for (const Branch &branch : organisation.branches)
                for (const QString &listed : branch.numbers)
                    if (internationalDigits(listed) == digits)
                        return CalledPlace{organisation.id, branch.id};

    if (book.organisations.size() == 1 && book.organisations.first().branches.size() == 1) {
        const Organisation &only = book.organisations.first();
        if (only.branches.first().numbers.isEmpty())
            return CalledPlace{only.id, only.branches.first().id};
    }
    return Problem{Problem::Kind::NotFound, QStringLiteral("no branch has the called number")};
}

const Organisation *organisationOf(const ClinicBook &book, const ClinicId &clinic)
{
    const auto found = std::ranges::find(book.organisations, clinic, &Organisation::id);
    return found == book.organisations.end() ? nullptr : &*found;
}

const Branch *branchOf(const Organisation &organisation, const BranchId &branch)
{
    const auto found = std::ranges::find(organisation.branches, branch, &Branch::id);
    return found == organisation.branches.end() ? nullptr : &*found;
}

} // namespace nightbell
