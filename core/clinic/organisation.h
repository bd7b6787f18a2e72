// A clinic's own facts, as its people keep them: places, services, providers, what to do when a person is needed.
#pragma once

#include "clinic/hours.h"
#include "ids.h"

#include <QStringList>

#include <optional>

namespace nightbell {

using ServiceId = Id<struct ServiceTag>;
using ProviderId = Id<struct ProviderTag>; // of somebody who treats patients

struct Branch
{
    BranchId id;
    QString name;
    QString address;
    QString parking;     // where, as it is told to callers
    QStringList numbers; // the called numbers that lead here, E.164
    QString timeZone;    // IANA name; empty: the organisation's
    WeekHours hours;
    QList<SpecialDays> specialDays; // before the organisation's
    bool operator==(const Branch &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("id", self.id), field("name", self.name), field("address", self.address);
        field("parking", self.parking), field("numbers", self.numbers), field("time_zone", self.timeZone),
            field("hours", self.hours);
        field("special_days", self.specialDays);
    }
};

struct Provider
{
    ProviderId id;
    QString name;
    QString title;
    QStringList languages;
    QList<BranchId> branches;
    bool operator==(const Provider &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("id", self.id), field("name", self.name), field("title", self.title);
        field("languages", self.languages), field("branches", self.branches);
    }
};

struct Service
{
    ServiceId id;
    QString name;
    int minutes = 30;
    QList<ProviderId> providers; // who may give it
    bool operator==(const Service &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("id", self.id), field("name", self.name), field("minutes", self.minutes);
        field("providers", self.providers);
    }
};

struct ClinicAnswer // to a question that callers ask
{
    QString topic;     // "parking"
    QStringList asked; // how they ask it, in their words
    QString answer;    // the sentence that is spoken
    bool operator==(const ClinicAnswer &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("topic", self.topic), field("asked", self.asked), field("answer", self.answer);
    }
};

struct OnCallStep
{
    QString who;
    QString number;
    int seconds = 60; // until the next step is tried
    bool operator==(const OnCallStep &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("who", self.who), field("number", self.number), field("seconds", self.seconds);
    }
};

struct OnCallLadder
{
    QList<OnCallStep> steps; // at least one
    bool operator==(const OnCallLadder &) const = default;
    static void fields(auto &self, auto &&field) { field("steps", self.steps); }
};

struct EscalationPolicy
{
    QStringList keywords;               // what the clinic adds to the words of danger that are always watched for
    std::optional<OnCallLadder> onCall; // nothing: only the desk is alarmed
    bool operator==(const EscalationPolicy &) const = default;
    static void fields(auto &self, auto &&field) { field("keywords", self.keywords), field("on_call", self.onCall); }
};

struct RecordingPolicy
{
    bool enabled = false;
    QString notice;    // what the caller is told before anything is recorded
    int keepDays = 90; // never longer than the call itself
    bool operator==(const RecordingPolicy &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("enabled", self.enabled), field("notice", self.notice), field("keep_days", self.keepDays);
    }
};

struct Organisation
{
    ClinicId id;
    QString name;
    QString country;         // ISO 3166, two capital letters
    QString emergencyNumber; // empty: the country's
    QString timeZone;        // IANA name
    QStringList languages;   // "en-US"; the first is spoken unless the caller asks for another
    QString greeting;        // with {clinic} and {emergency}
    int slotMinutes = 15;    // appointments begin on this grid, counted from each opening
    int retentionDays = 365;
    int sessionTtlSeconds = 24 * 60 * 60; // how long a dropped call can be resumed; 0: not at all
    EscalationPolicy escalation;
    std::optional<RecordingPolicy> recording; // nothing: no call is recorded
    QList<SpecialDays> holidays;              // of every branch
    QList<Branch> branches;
    QList<Provider> providers;
    QList<Service> services;
    QStringList insurance; // the plans that are taken, by the names callers use
    QList<ClinicAnswer> answers;
    bool operator==(const Organisation &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("id", self.id), field("name", self.name), field("country", self.country);
        field("emergency_number", self.emergencyNumber), field("time_zone", self.timeZone);
        field("languages", self.languages), field("greeting", self.greeting);
        field("slot_minutes", self.slotMinutes);
        field("retention_days", self.retentionDays), field("session_ttl_seconds", self.sessionTtlSeconds);
        field("escalation", self.escalation), field("recording", self.recording), field("holidays", self.holidays);
        field("branches", self.branches), field("providers", self.providers), field("services", self.services);
        field("insurance", self.insurance), field("answers", self.answers);
    }
};

} // namespace nightbell
