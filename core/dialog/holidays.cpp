#include "dialog/holidays.h"

#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

enum class Holiday {
    NewYearsDay,
    NewYearsEve,
    MartinLutherKing,
    Groundhog,
    Valentines,
    Presidents,
    StPatricks,
    AprilFools,
    AshWednesday,
    ShroveTuesday,
    PalmSunday,
    MaundyThursday,
    GoodFriday,
    HolySaturday,
    Easter,
    EasterMonday,
    Ascension,
    WhitSunday,
    WhitMonday,
    EarthDay,
    Anzac,
    StGeorges,
    MayDay,
    CincoDeMayo,
    Mothers,
    Victoria,
    Memorial,
    SpringBank,
    Flag,
    Juneteenth,
    Fathers,
    KingsBirthday,
    CanadaDay,
    Independence,
    SummerBank,
    NextBank,
    Labor,
    Columbus,
    Halloween,
    MelbourneCup,
    GuyFawkes,
    ElectionDay,
    Veterans,
    Remembrance,
    Thanksgiving,
    BlackFriday,
    CyberMonday,
    StAndrews,
    ChristmasEve,
    Christmas,
    Boxing,
    Australia,
    Epiphany,
    BurnsNight,
    BastilleDay,
    MidsummerDay,
    MothersUk,
    Inauguration,
    TaxDay,
    Leap,
};

using enum Holiday;

constexpr PhraseBook<Holiday>::Entry namesSaid[]{
    {"new year/years day", NewYearsDay},
    {"new year/years eve", NewYearsEve},
    {"hogmanay", NewYearsEve},
    {"the? new year/years", NewYearsDay},
    {"martin luther king jr? day/holiday", MartinLutherKing},
    {"martin luther king junior day", MartinLutherKing},
    {"mlk day?", MartinLutherKing},
    {"m l k day", MartinLutherKing},
    {"doctor/dr king day", MartinLutherKing},
    {"groundhog/groundhogs day", Groundhog},
    {"valentine/valentines day?", Valentines},
    {"president/presidents day", Presidents},
    {"washingtons birthday", Presidents},
    {"saint/st patrick/patricks/paddys day", StPatricks},
    {"paddys day", StPatricks},
    {"april fools/fool day?", AprilFools},
    {"ash wednesday", AshWednesday},
    {"shrove tuesday", ShroveTuesday},
    {"pancake day", ShroveTuesday},
    {"mardi gras", ShroveTuesday},
    {"palm sunday", PalmSunday},
    {"maundy/holy thursday", MaundyThursday},
    {"good friday", GoodFriday},
    {"easter/holy saturday", HolySaturday},
    {"easter sunday/day?", Easter},
    {"easter monday", EasterMonday},
    {"ascension day/thursday?", Ascension},
    {"whit sunday", WhitSunday},
    {"pentecost", WhitSunday},
    {"whit monday", WhitMonday},
    {"pentecost monday", WhitMonday},
    {"earth day", EarthDay},
    {"anzac day", Anzac},
    {"saint/st georges day", StGeorges},
    {"may day", MayDay},
    {"early may bank holiday?", MayDay},
    {"may bank holiday", MayDay},
    {"may day bank holiday", MayDay},
    {"cinco de mayo", CincoDeMayo},
    {"mother/mothers day", Mothers},
    {"mothering sunday", MothersUk},
    {"victoria day", Victoria},
    {"memorial day", Memorial},
    {"spring/whitsun bank holiday", SpringBank},
    {"late may bank holiday", SpringBank},
    {"flag day", Flag},
    {"juneteenth", Juneteenth},
    {"june teenth", Juneteenth},
    {"father/fathers day", Fathers},
    {"king/kings/queen/queens birthday", KingsBirthday},
    {"canada day", CanadaDay},
    {"independence day", Independence},
    {"the? fourth of july", Independence},
    {"july fourth/4th", Independence},
    {"the? 4th of july", Independence},
    {"summer/august bank holiday", SummerBank},
    {"late summer bank holiday", SummerBank},
    {"the? next? bank holiday monday?", NextBank},
    {"labor day", Labor},
    {"columbus day", Columbus},
    {"indigenous peoples/people day", Columbus},
    {"halloween", Halloween},
    {"hallowe en", Halloween},
    {"hallow een", Halloween},
    {"melbourne cup day?", MelbourneCup},
    {"cup day", MelbourneCup},
    {"guy fawkes night/day?", GuyFawkes},
    {"bonfire night", GuyFawkes},
    {"election day", ElectionDay},
    {"veteran/veterans day", Veterans},
    {"armistice day", Veterans},
    {"remembrance day", Veterans},
    {"remembrance sunday", Remembrance},
    {"thanksgiving day?", Thanksgiving},
    {"turkey day", Thanksgiving},
    {"black friday", BlackFriday},
    {"cyber monday", CyberMonday},
    {"saint/st andrews day", StAndrews},
    {"christmas eve", ChristmasEve},
    {"christmas day?", Christmas},
    {"boxing day", Boxing},
    {"saint/st stephens day", Boxing},
    {"australia day", Australia},
    {"epiphany", Epiphany},
    {"three kings day", Epiphany},
    {"twelfth night", Epiphany},
    {"burns night", BurnsNight},
    {"bastille day", BastilleDay},
    {"midsummer day?", MidsummerDay},
    {"inauguration day", Inauguration},
    {"tax day", TaxDay},
    {"leap day", Leap},
};

const PhraseBook<Holiday> &names()
{
    static const PhraseBook<Holiday> book(namesSaid);
    return book;
}

// A fixed day, or the nth weekday of a month.
struct Rule
{
    Holiday holiday;
    int month = 0;
    int day = 0;
    int nth = 0;
    int weekday = 0;
};

constexpr Rule rules[]{
    {Holiday::NewYearsDay, 1, 1},
    {Holiday::NewYearsEve, 12, 31},
    {Holiday::MartinLutherKing, 1, 0, 3, Qt::Monday},
    {Holiday::Groundhog, 2, 2},
    {Holiday::Valentines, 2, 14},
    {Holiday::Presidents, 2, 0, 3, Qt::Monday},
    {Holiday::StPatricks, 3, 17},
    {Holiday::AprilFools, 4, 1},
    {Holiday::EarthDay, 4, 22},
    {Holiday::Anzac, 4, 25},
    {Holiday::StGeorges, 4, 23},
    {Holiday::MayDay, 5, 0, 1, Qt::Monday},
    {Holiday::CincoDeMayo, 5, 5},
    {Holiday::Mothers, 5, 0, 2, Qt::Sunday},
    {Holiday::Memorial, 5, 0, -1, Qt::Monday},
    {Holiday::SpringBank, 5, 0, -1, Qt::Monday},
    {Holiday::Flag, 6, 14},
    {Holiday::Juneteenth, 6, 19},
    {Holiday::Fathers, 6, 0, 3, Qt::Sunday},
    {Holiday::KingsBirthday, 6, 0, 2, Qt::Monday},
    {Holiday::CanadaDay, 7, 1},
    {Holiday::Independence, 7, 4},
    {Holiday::SummerBank, 8, 0, -1, Qt::Monday},
    {Holiday::Labor, 9, 0, 1, Qt::Monday},
    {Holiday::Columbus, 10, 0, 2, Qt::Monday},
    {Holiday::Halloween, 10, 31},
    {Holiday::MelbourneCup, 11, 0, 1, Qt::Tuesday},
    {Holiday::GuyFawkes, 11, 5},
    {Holiday::Veterans, 11, 11},
    {Holiday::Remembrance, 11, 0, 2, Qt::Sunday},
    {Holiday::Thanksgiving, 11, 0, 4, Qt::Thursday},
    {Holiday::StAndrews, 11, 30},
    {Holiday::ChristmasEve, 12, 24},
    {Holiday::Christmas, 12, 25},
    {Holiday::Boxing, 12, 26},
    {Holiday::Australia, 1, 26},
    {Holiday::Epiphany, 1, 6},
    {Holiday::BurnsNight, 1, 25},
    {Holiday::BastilleDay, 7, 14},
    {Holiday::MidsummerDay, 6, 24},
    {Holiday::Inauguration, 1, 20},
    {Holiday::TaxDay, 4, 15},
    {Holiday::Leap, 2, 29},
};

std::optional<int> daysAfterEaster(Holiday holiday)
{
    switch (holiday) {
    case Holiday::ShroveTuesday:
        return -47;
    case Holiday::AshWednesday:
        return -46;
    case Holiday::MothersUk:
        return -21;
    case Holiday::PalmSunday:
        return -7;
    case Holiday::MaundyThursday:
        return -3;
    case Holiday::GoodFriday:
        return -2;
    case Holiday::HolySaturday:
        return -1;
    case Holiday::Easter:
        return 0;
    case Holiday::EasterMonday:
        return 1;
    case Holiday::Ascension:
        return 39;
    case Holiday::WhitSunday:
        return 49;
    case Holiday::WhitMonday:
        return 50;
    default:
        return {};
    }
}

// A British bank holiday that falls on a weekend is kept in the week after it.
QDate keptOn(QDate day, int sundayMoves)
{
    const int weekday = day.dayOfWeek();
    return day.addDays(weekday == Qt::Saturday ? 2 : weekday == Qt::Sunday ? sundayMoves : 0);
}

QDate nextBankHoliday(QDate notBefore)
{
    QList<QDate> days;
    for (int year = notBefore.year(); year <= notBefore.year() + 1; ++year)
        days << keptOn({year, 1, 1}, 1) << easterSunday(year).addDays(-2) << easterSunday(year).addDays(1)
             << nthWeekday(year, 5, 1, Qt::Monday) << nthWeekday(year, 5, -1, Qt::Monday)
             << nthWeekday(year, 8, -1, Qt::Monday) << keptOn({year, 12, 25}, 2) << keptOn({year, 12, 26}, 2);
    return *std::min_element(days.cbegin(), days.cend(), [&](QDate a, QDate b) {
        return std::pair(a < notBefore, a) < std::pair(b < notBefore, b);
    });
}

} // namespace

QDate easterSunday(int year)
{
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
    const int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    return {year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1};
}

QDate nthWeekday(int year, int month, int nth, int weekday)
{
    const QDate first(year, month, 1);
    if (!first.isValid())
        return {};
    if (nth < 0) {
        const QDate last(year, month, first.daysInMonth());
        return last.addDays(-((last.dayOfWeek() - weekday + 7) % 7));
    }
    const QDate day = first.addDays((weekday - first.dayOfWeek() + 7) % 7 + 7 * (nth - 1));
    return day.month() == month ? day : QDate();
}

std::optional<NamedHoliday> holidayAt(const Words &words, int place)
{
    if (const auto named = names().at(words, place))
        return NamedHoliday{int(named->meaning), named->count};
    return {};
}

QDate dayOf(int holiday, int year, QLocale::Territory country)
{
    const auto named = Holiday(holiday);
    const bool british = country == QLocale::UnitedKingdom || country == QLocale::Ireland;
    if (const auto days = daysAfterEaster(named))
        return easterSunday(year).addDays(*days);
    if (named == Holiday::Mothers && british)
        return easterSunday(year).addDays(-21);
    if (country == QLocale::Canada && named == Holiday::Thanksgiving)
        return nthWeekday(year, 10, 2, Qt::Monday);
    if (country == QLocale::Australia && named == Holiday::Fathers)
        return nthWeekday(year, 9, 1, Qt::Sunday);
    if (country == QLocale::Australia && named == Holiday::Labor)
        return nthWeekday(year, 10, 1, Qt::Monday);
    switch (named) {
    case Holiday::BlackFriday:
        return nthWeekday(year, 11, 4, Qt::Thursday).addDays(1);
    case Holiday::CyberMonday:
        return nthWeekday(year, 11, 4, Qt::Thursday).addDays(4);
    case Holiday::ElectionDay:
        return nthWeekday(year, 11, 1, Qt::Monday).addDays(1);
    case Holiday::Victoria:
        return nthWeekday(year, 5, -1, Qt::Monday).day() > 24 ? nthWeekday(year, 5, -1, Qt::Monday).addDays(-7)
                                                              : nthWeekday(year, 5, -1, Qt::Monday);
    default:
        break;
    }
    for (const Rule &rule : rules)
        if (rule.holiday == named)
            return rule.nth ? nthWeekday(year, rule.month, rule.nth, rule.weekday) : QDate(year, rule.month, rule.day);
    return {};
}

QDate nextHoliday(int holiday, QDate notBefore, QLocale::Territory country)
{
    if (Holiday(holiday) == Holiday::NextBank)
        return nextBankHoliday(notBefore);
    for (int year = notBefore.year(); year <= notBefore.year() + 8; ++year) // two leap years may lie that far apart
        if (const QDate day = dayOf(holiday, year, country); day.isValid() && day >= notBefore)
            return day;
    return {};
}

} // namespace nightbell
