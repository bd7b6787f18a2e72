#include "app/lab_clinic.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int entriesAtMost = 2'000; // of one list

Problem unreadable(const QString &field)
{
    return {Problem::Kind::Invalid,
            QCoreApplication::translate("Lab", "%1 is missing or not what it should be").arg(field)};
}

const QString days[] = {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};

Result<WeekHours> weekFrom(const QJsonValue &json, const QString &field)
{
    WeekHours week;
    QList<HoursRange> *ranges[] = {&week.monday, &week.tuesday,  &week.wednesday, &week.thursday,
                                   &week.friday, &week.saturday, &week.sunday};
    const QJsonObject object = json.toObject();
    for (int day = 0; day < 7; ++day)
        for (const auto each : object[days[day]].toArray()) {
            const auto from = timeOfDayFrom(each[0].toString()), to = timeOfDayFrom(each[1].toString());
            if (!from || !to || *to <= *from || ranges[day]->size() >= entriesAtMost)
                return unreadable(field);
            ranges[day]->append({*from, *to});
        }
    return week;
}

// "Dr. Anita Patel": what the book calls the provider is the id too.
Provider providerFrom(const QString &name) { return {.id = ProviderId(name), .name = name}; }

Result<Service> serviceFrom(const QJsonObject &json, const QList<Provider> &providers)
{
    Service service{ServiceId(json["id"_L1].toString()), json["name"_L1].toString(), json["minutes"_L1].toInt(), {}};
    if (service.id.isEmpty() || service.name.isEmpty() || service.minutes < 1 || service.minutes > minutesPerDay)
        return unreadable(u"services"_s);
    for (const Provider &provider : providers)
        service.providers.append(provider.id);
    return service;
}

Result<Appointment> appointmentFrom(const QJsonObject &json)
{
    const QJsonObject patient = json["patient"_L1].toObject();
    Appointment given{.id = AppointmentId(json["id"_L1].toString()),
                      .patient = {PrivateText(patient["name"_L1].toString()),
                                  QDate::fromString(patient["dob"_L1].toString(), Qt::ISODate),
                                  PrivateText(patient["phone"_L1].toString())},
                      .service = ServiceId(json["service"_L1].toString()),
                      .provider = ProviderId(json["provider"_L1].toString()),
                      .date = QDate::fromString(json["date"_L1].toString(), Qt::ISODate),
                      .time = QTime::fromString(json["time"_L1].toString(), u"HH:mm"_s)};
    if (given.id.isEmpty() || !given.date.isValid() || !given.time.isValid())
        return unreadable(u"appointments"_s);
    return given;
}

Result<Occupied> busyFrom(const QJsonObject &json, const LabClinic &clinic)
{
    const QString provider = json["provider"_L1].toString();
    const QDate date = QDate::fromString(json["date"_L1].toString(), Qt::ISODate);
    const QTime from = QTime::fromString(json["from"_L1].toString(), u"HH:mm"_s);
    const QTime to = QTime::fromString(json["to"_L1].toString(), u"HH:mm"_s);
    if (!date.isValid() || !from.isValid() || !to.isValid())
        return unreadable(u"busy"_s);
    return Occupied{provider == "*"_L1 ? ProviderId() : ProviderId(provider), clinic.instantOf(date, from),
                    clinic.instantOf(date, to)};
}

} // namespace

Instant LabClinic::instantOf(QDate date, QTime time) const
{
    return instantFromMs(QDateTime(date, time, zone()).toMSecsSinceEpoch());
}

QDateTime LabClinic::clockAt(Instant at) const { return QDateTime::fromMSecsSinceEpoch(toMs(at), zone()); }

bool LabClinic::staffAnswerAt(Instant at) const
{
    const QDateTime clock = clockAt(at);
    const TimeOfDay now{clock.time().hour() * 60 + clock.time().minute()};
    return std::ranges::any_of(staffHours.on(clock.date().dayOfWeek()),
                               [&](const HoursRange &range) { return range.from <= now && now < range.to; });
}

Result<LabClinic> labClinicFrom(const QJsonObject &org)
{
    LabClinic clinic;
    Organisation &organisation = clinic.organisation;
    organisation.id = ClinicId(u"lab"_s);
    organisation.name = org["name"_L1].toString();
    organisation.timeZone = org["tz"_L1].toString();
    if (organisation.timeZone.isEmpty() || !QTimeZone(organisation.timeZone.toLatin1()).isValid())
        return unreadable(u"tz"_s);
    organisation.country = QLocale::territoryToCode(QTimeZone(organisation.timeZone.toLatin1()).territory());
    organisation.emergencyNumber = org["emergency_number"_L1].toString();
    organisation.languages = {u"en"_s};
    organisation.slotMinutes = org["slot_minutes"_L1].toInt(15);
    if (organisation.slotMinutes < 1 || organisation.slotMinutes > minutesPerDay)
        return unreadable(u"slot_minutes"_s);
    for (const auto each : org["insurance"_L1].toArray())
        organisation.insurance.append(each.toString());
    for (const auto each : org["providers"_L1].toArray())
        organisation.providers.append(providerFrom(each.toString()));
    for (const auto each : org["services"_L1].toArray()) {
        const auto service = serviceFrom(each.toObject(), organisation.providers);
        if (!service)
            return service.problem();
        organisation.services.append(service.value());
    }
    for (const auto each : org["closed_dates"_L1].toArray())
        organisation.holidays.append({{}, QDate::fromString(each.toString(), Qt::ISODate), {}, {}});
    Branch branch{.id = BranchId(u"main"_s),
                  .name = organisation.name,
                  .address = org["address"_L1].toString(),
                  .parking = org["parking"_L1].toString()};
    const auto hours = weekFrom(org["hours"_L1], u"hours"_s), staffed = weekFrom(org["transfer_hours"_L1], u"hours"_s);
    if (!hours || !staffed)
        return unreadable(u"hours"_s);
    branch.hours = hours.value();
    organisation.branches = {branch};
    clinic.staffHours = staffed.value();
    clinic.resumable = std::chrono::minutes{org["resume_ttl_minutes"_L1].toInt(30)};
    for (const auto each : org["appointments"_L1].toArray()) {
        const auto given = appointmentFrom(each.toObject());
        if (!given)
            return given.problem();
        clinic.appointments.append(given.value());
    }
    for (const auto each : org["busy"_L1].toArray()) {
        const auto busy = busyFrom(each.toObject(), clinic);
        if (!busy)
            return busy.problem();
        clinic.busy.append(busy.value());
    }
    return clinic;
}

QJsonObject asGiven(const Appointment &appointment)
{
    return {{u"id"_s, appointment.id.text()},
            {u"patient"_s,
             QJsonObject{{u"name"_s, appointment.patient.name.reveal()},
                         {u"dob"_s, appointment.patient.born.toString(Qt::ISODate)},
                         {u"phone"_s, appointment.patient.phone.reveal()}}},
            {u"service"_s, appointment.service.text()},
            {u"provider"_s, appointment.provider.text()},
            {u"date"_s, appointment.date.toString(Qt::ISODate)},
            {u"time"_s, appointment.time.toString(u"HH:mm"_s)}};
}

} // namespace nightbell
