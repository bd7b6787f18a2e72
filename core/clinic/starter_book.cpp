#include "clinic/starter_book.h"

namespace nightbell {

ClinicBook starterBook()
{
    const QList<HoursRange> workday{{TimeOfDay{9 * 60}, TimeOfDay{17 * 60}}};
    Branch branch{.id = BranchId(QStringLiteral("main")), .name = QStringLiteral("Main office")};
    branch.hours = {
        .monday = workday, .tuesday = workday, .wednesday = workday, .thursday = workday, .friday = workday};

    Organisation clinic{.id = ClinicId(QStringLiteral("clinic")), .name = QStringLiteral("Your clinic")};
    clinic.country = QStringLiteral("US");
    clinic.timeZone = QStringLiteral("America/New_York");
    clinic.languages = {QStringLiteral("en-US")};
    clinic.greeting = QStringLiteral("Thank you for calling {clinic}. You are speaking with an automated assistant. "
                                     "If this is an emergency, please hang up and dial {emergency}.");
    clinic.branches = {branch};
    return {.organisations = {clinic}};
}

} // namespace nightbell
