#include "dialog/keypad_answer.h"

#include <QDate>
#include <QLocale>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int phoneDigits = 10, birthDigits = 8, dayDigits = 4;

std::optional<QString> numbered(const QString &keys, const QStringList &meanings)
{
    const int chosen = keys.toInt();
    return chosen >= 1 && chosen <= meanings.size() ? std::optional(meanings[chosen - 1]) : std::nullopt;
}

// "1119": the day and the month in the country's order.
QDate dayIn(QStringView keys, int year, const QString &country)
{
    const bool monthFirst = country == "US"_L1 || country == "CA"_L1;
    const int first = keys.first(2).toInt(), second = keys.sliced(2).toInt();
    return monthFirst ? QDate(year, first, second) : QDate(year, second, first);
}

std::optional<QString> dayOfKeys(const QString &keys, const QString &country)
{
    constexpr int leapYear = 2000; // which year is meant is not said
    const QDate day = keys.size() == dayDigits ? dayIn(keys, leapYear, country) : QDate();
    return day.isValid() ? std::optional(QLocale(QLocale::English).toString(day, u"MMMM d"_s)) : std::nullopt;
}

// As digits where they name no day, so that they are asked for again.
std::optional<QString> birthOfKeys(const QString &keys, const QString &country)
{
    const QDate day = keys.size() == birthDigits
        ? dayIn(QStringView(keys).first(dayDigits), keys.sliced(dayDigits).toInt(), country)
        : QDate();
    if (day.isValid())
        return QLocale(QLocale::English).toString(day, u"MMMM d yyyy"_s);
    return keys.size() > 1 ? std::optional(keys) : std::nullopt;
}

QStringList namesOf(const QList<Service> &services)
{
    QStringList names;
    for (const Service &each : services)
        names << each.name;
    return names;
}

} // namespace

KeysWanted keysWanted(const AskedQuestion &asked)
{
    if (asked.key == keyOf(Slot::Birth))
        return {true, birthDigits};
    if (asked.key == keyOf(Slot::Phone))
        return {true, phoneDigits};
    if (asked.key == keyOf(Slot::Date))
        return {true, dayDigits};
    return {};
}

std::optional<QString> wordsOfKeys(const QString &keys, const AskedQuestion &asked, const Organisation &clinic)
{
    if (asked.key == keyOf(Slot::Birth))
        return birthOfKeys(keys, clinic.country);
    if (asked.key == keyOf(Slot::Phone))
        return keys.size() > 1 ? std::optional(keys) : std::nullopt;
    if (asked.key == keyOf(Slot::Date))
        return dayOfKeys(keys, clinic.country);
    if (asked.key == keyOf(Slot::Service))
        return numbered(keys, namesOf(clinic.services));
    if (asked.key == keyOf(Slot::Offer) || asked.key == keyOf(Slot::Appointment))
        return numbered(keys, {u"the first one"_s, u"the second one"_s, u"the third one"_s});
    if (asked.key.isEmpty())
        return numbered(keys,
                        {u"i want to book an appointment"_s, u"i need to reschedule my appointment"_s,
                         u"i need to cancel my appointment"_s, u"please have somebody call me back"_s});
    if (valueOf<Slot>(asked.key))
        return std::nullopt; // a name, a medicine
    return numbered(keys, {u"yes"_s, u"no"_s});
}

} // namespace nightbell
