// A clinic of two doctors and five services, on a tuesday morning in november: what the conversation's tests stand in.
#pragma once

#include "dialog/conversation.h"
#include "dialog/shipped_scripts.h"
#include "dialog/slot_readers.h"

namespace nightbell {

using namespace Qt::StringLiterals;

struct SmallClinic
{
    SmallClinic()
    {
        organisation.id = ClinicId(u"rosewood"_s);
        organisation.name = u"Rosewood Clinic"_s;
        organisation.country = u"US"_s;
        organisation.timeZone = u"America/Chicago"_s;
        organisation.languages = {u"en"_s};
        organisation.emergencyNumber = u"911"_s;
        organisation.insurance = {u"Aetna"_s, u"Medicare"_s};
        for (const QString &name : {u"Dr. Ruth Almeida"_s, u"Dr. Samuel Okoro"_s})
            organisation.providers.append(Provider{.id = ProviderId(name.section(u' ', -1).toLower()), .name = name});
        for (const auto &[id, name, minutes] :
             {std::tuple{u"check_up"_s, u"Check-up"_s, 30}, std::tuple{u"flu_shot"_s, u"Flu shot"_s, 15},
              std::tuple{u"blood_test"_s, u"Blood test"_s, 15}, std::tuple{u"sick_visit"_s, u"Sick visit"_s, 15},
              std::tuple{u"follow_up"_s, u"Follow-up visit"_s, 15}})
            organisation.services.append(
                Service{ServiceId(id), name, minutes, {ProviderId(u"almeida"_s), ProviderId(u"okoro"_s)}});
        Branch branch{.id = BranchId(u"main"_s),
                      .name = organisation.name,
                      .address = u"40 Alder Avenue"_s,
                      .parking = u"behind the building"_s};
        const QList<HoursRange> day{{{8 * 60}, {12 * 60}}, {{13 * 60}, {17 * 60}}};
        branch.hours = {.monday = day, .tuesday = day, .wednesday = day, .thursday = day, .friday = day};
        organisation.branches = {branch};
    }

    const Branch &branch() const { return organisation.branches.first(); }

    Surroundings around() const
    {
        static const ScriptSet scripts = shippedScripts();
        static const Knowledge nothing{{}};
        const QDateTime clock(today, time, QTimeZone("America/Chicago"));
        return {organisation,    branch(),    scripts, nothing, instantFromMs(clock.toMSecsSinceEpoch()),
                personReachable, callerNumber};
    }

    Moment moment() const { return {today, time, QTimeZone("America/Chicago")}; }
    ReadingPlace place() const { return {organisation, branch(), moment(), callerNumber}; }

    Organisation organisation;
    QDate today{2026, 11, 17};
    QTime time{9, 30};
    bool personReachable = true;
    PrivateText callerNumber{u"+12175550143"_s};
};

inline KnownSlot knownAs(const QString &value) { return {PrivateText(value), PrivateText(value)}; }

inline QString valueOfSlot(const DialogState &state, Slot slot)
{
    return state.known.value(QString(nameOf(slot))).value.reveal();
}

inline Appointment visitOf(const QString &id, const QString &service, const QString &provider, QDate date, QTime time)
{
    return {AppointmentId(id),
            {PrivateText(u"Walter Brandt"_s), {1958, 7, 21}, PrivateText(u"+12175550111"_s)},
            ServiceId(service),
            ProviderId(provider),
            date,
            time};
}

} // namespace nightbell
