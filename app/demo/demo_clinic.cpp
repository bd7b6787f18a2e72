#include "app/demo/demo_clinic.h"

#include <QTimeZone>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// Somebody tries the demo at any hour.
QString placeInTheMorning(const QDateTime &now)
{
    static const QStringList places{u"America/New_York"_s,  u"America/Los_Angeles"_s, u"Pacific/Honolulu"_s,
                                    u"Pacific/Auckland"_s,  u"Asia/Tokyo"_s,          u"Asia/Bangkok"_s,
                                    u"Asia/Karachi"_s,      u"Asia/Dubai"_s,          u"Europe/Athens"_s,
                                    u"Europe/London"_s,     u"Atlantic/Azores"_s,     u"America/Sao_Paulo"_s,
                                    u"America/Anchorage"_s, u"Australia/Brisbane"_s,  u"Asia/Singapore"_s};
    constexpr int aimed = 10; // o'clock
    const auto away = [&](const QString &place) {
        return std::abs(now.toTimeZone(QTimeZone(place.toLatin1())).time().hour() - aimed);
    };
    return *std::ranges::min_element(places, {}, away);
}

} // namespace

ClinicBook demoBook(const QDateTime &now)
{
    Organisation clinic{.id = ClinicId(u"demo"_s), .name = u"Rosewood Clinic"_s, .country = u"US"_s};
    clinic.timeZone = placeInTheMorning(now);
    clinic.languages = {u"en-US"_s};
    clinic.greeting = u"Thank you for calling {clinic}. You are speaking with an automated assistant. "
                      u"If this is an emergency, please hang up and dial {emergency}."_s;
    for (const QString &name : {u"Dr. Ruth Almeida"_s, u"Dr. Samuel Okoro"_s, u"Dr. Helen Park"_s})
        clinic.providers.append(Provider{.id = ProviderId(name.section(u' ', -1).toLower()), .name = name});
    const QList<ProviderId> everybody{ProviderId(u"almeida"_s), ProviderId(u"okoro"_s), ProviderId(u"park"_s)};
    for (const auto &[id, name, minutes] :
         {std::tuple{u"check_up"_s, u"Check-up"_s, 30}, std::tuple{u"flu_shot"_s, u"Flu shot"_s, 15},
          std::tuple{u"blood_test"_s, u"Blood test"_s, 15}, std::tuple{u"follow_up"_s, u"Follow-up visit"_s, 20}})
        clinic.services.append(Service{ServiceId(id), name, minutes, everybody});
    Branch branch{.id = BranchId(u"main"_s),
                  .name = clinic.name,
                  .address = u"12 Rosewood Lane"_s,
                  .parking = u"behind the building"_s,
                  .numbers = {demoNumber}};
    const QList<HoursRange> day{{TimeOfDay{8 * 60}, TimeOfDay{18 * 60}}};
    branch.hours = {.monday = day,
                    .tuesday = day,
                    .wednesday = day,
                    .thursday = day,
                    .friday = day,
                    .saturday = day,
                    .sunday = day};
    clinic.branches = {branch};
    return {.organisations = {clinic}};
}

QStringList demoSettings(const QStringList &given)
{
    QStringList all = given;
    for (const QString &own : {u"sip.listen=127.0.0.1:5070"_s, u"rtp.ports=20000-23999"_s}) {
        const QString key = own.section(u'=', 0, 0) + u'=';
        if (std::ranges::none_of(given, [&](const QString &each) { return each.startsWith(key); }))
            all << own;
    }
    return all;
}

} // namespace nightbell
