#include "app/lab.h"

#include "app/lab_talk.h"

#include "dialog/meaning.h"
#include "dialog/said_birth_date.h"
#include "dialog/said_medication.h"
#include "dialog/said_name.h"
#include "dialog/said_phone.h"
#include "dialog/said_provider.h"
#include "dialog/said_service.h"
#include "dialog/said_when.h"
#include "dialog/tripwire.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

Problem unreadable(const QString &field)
{
    return {Problem::Kind::Invalid,
            QCoreApplication::translate("Lab", "%1 is missing or not what it should be").arg(field)};
}

Result<Words> wordsIn(const QJsonObject &line)
{
    const QJsonValue text = line["text"_L1];
    return text.isString() ? Result<Words>(wordsOf(text.toString())) : Result<Words>(unreadable(u"text"_s));
}

const Tripwire &tripwire()
{
    static const Tripwire wire = Tripwire::builtIn();
    return wire;
}

QString levelName(DangerLevel level)
{
    switch (level) {
    case DangerLevel::Emergency:
        return u"emergency"_s;
    case DangerLevel::Crisis:
        return u"crisis"_s;
    case DangerLevel::Urgent:
        return u"urgent"_s;
    case DangerLevel::None:
        break;
    }
    return u"none"_s;
}

Intent intentOf(DangerLevel level)
{
    return level == DangerLevel::Emergency ? Intent::Emergency
        : level == DangerLevel::Crisis     ? Intent::Crisis
                                           : Intent::Urgent;
}

// What was understood, with the danger that the tripwire hears in the same words.
Meaning meaningOf(const Words &said, const Words &asked)
{
    const DangerFinding danger = tripwire().judge(said, asked);
    if (danger.level == DangerLevel::None)
        return understand(said, asked, Danger::RuledOut);
    return ledBy({intentOf(danger.level), 1, danger.evidence}, understand(said, asked));
}

QString wordsOf(const Words &said, const Evidence &evidence) { return joined(said, evidence.first, evidence.count); }

QJsonObject slotsIn(const Words &said, const Moment &moment)
{
    QJsonObject found;
    if (const auto service = saidService(said))
        found.insert(u"service"_s, service->id);
    if (const Evidence title = titledName(said); title.count > 0)
        found.insert(u"provider"_s, wordsOf(said, title));
    if (const auto medication = saidMedication(said))
        found.insert(u"med"_s, medication->name);
    const SaidWhen when = saidWhen(said, moment);
    for (const Evidence &evidence : when.evidence)
        found.insert(evidence.rule + u"_text"_s, wordsOf(said, evidence));
    return found;
}

Moment momentIn(const QJsonObject &line)
{
    const QDateTime now = QDateTime::fromString(line["now"_L1].toString(), Qt::ISODate);
    const QTimeZone zone(line["tz"_L1].toString(u"America/New_York"_s).toLatin1());
    return {now.isValid() ? now.date() : QDate(2026, 9, 15), now.isValid() ? now.time() : QTime(9, 30), zone};
}

Result<QJsonObject> understandLine(const QJsonObject &line)
{
    const auto said = wordsIn(line);
    if (!said)
        return said.problem();
    const Words asked = nightbell::wordsOf(line["context"_L1].toString());
    const Meaning meaning = meaningOf(said.value(), asked);
    QJsonObject told{{u"intent"_s, nameOf(meaning.first().intent)},
                     {u"confidence"_s, double(meaning.first().confidence)}};
    told.insert(u"slots"_s, slotsIn(said.value(), momentIn(line)));
    if (meaning.meant.size() > 1)
        told.insert(u"also"_s, nameOf(meaning.meant[1].intent));
    return told;
}

QJsonArray evidenceIn(const Words &said, const QList<Evidence> &all)
{
    QJsonArray told;
    for (const Evidence &each : all)
        told.append(QJsonObject{{u"rule"_s, each.rule}, {u"words"_s, wordsOf(said, each)}});
    return told;
}

Result<QJsonObject> dangerLine(const QJsonObject &line)
{
    const auto said = wordsIn(line);
    if (!said)
        return said.problem();
    const DangerFinding danger = tripwire().judge(said.value(), nightbell::wordsOf(line["context"_L1].toString()));
    return QJsonObject{{u"level"_s, levelName(danger.level)},
                       {u"category"_s, danger.category},
                       {u"evidence"_s, evidenceIn(said.value(), danger.evidence)},
                       {u"set_aside"_s, evidenceIn(said.value(), danger.explainsAway)}};
}

Result<QJsonObject> datesLine(const QJsonObject &line)
{
    const auto said = wordsIn(line);
    if (!said)
        return said.problem();
    const QTimeZone zone(line["tz"_L1].toString().toLatin1());
    if (!QDateTime::fromString(line["now"_L1].toString(), Qt::ISODate).isValid())
        return unreadable(u"now"_s);
    if (!zone.isValid())
        return unreadable(u"tz"_s);
    const SaidWhen when = saidWhen(said.value(), momentIn(line));
    QJsonObject told;
    const auto day = [&](const char *name, const std::optional<QDate> &date) {
        if (date)
            told.insert(QLatin1String(name), date->toString(Qt::ISODate));
    };
    const auto hour = [&](const char *name, const std::optional<QTime> &time) {
        if (time)
            told.insert(QLatin1String(name), time->toString(u"HH:mm"));
    };
    day("date", when.date), day("date_from", when.dateFrom), day("date_to", when.dateTo);
    hour("time", when.time), hour("time_from", when.timeFrom), hour("time_to", when.timeTo);
    if (when.ambiguous)
        told.insert(u"ambiguous"_s, true);
    if (when.invalid)
        told.insert(u"invalid"_s, true);
    return told;
}

const QJsonObject invalid{{u"invalid"_s, true}};

QJsonObject birthIn(const Words &said, const QJsonObject &line)
{
    const bool american = line["region"_L1].toString(u"US"_s) == "US"_L1;
    const SaidBirthDate birth =
        saidBirthDate(said, momentIn(line).today, american ? DateOrder::MonthFirst : DateOrder::DayFirst);
    return birth.date ? QJsonObject{{u"dob"_s, birth.date->toString(Qt::ISODate)}} : invalid;
}

Result<QJsonObject> slotsLine(const QJsonObject &line)
{
    const auto said = wordsIn(line);
    if (!said)
        return said.problem();
    const QString kind = line["kind"_L1].toString();
    if (kind == "dob"_L1)
        return birthIn(said.value(), line);
    if (kind == "name"_L1) {
        const SaidName name = saidName(said.value());
        return name.nothing() ? invalid : QJsonObject{{u"name"_s, name.name}};
    }
    if (kind == "phone"_L1) {
        const SaidPhone phone = saidPhone(said.value(), line["region"_L1].toString(u"US"_s));
        return phone.e164.isEmpty() ? invalid : QJsonObject{{u"phone"_s, phone.e164}};
    }
    return unreadable(u"kind"_s);
}

} // namespace

LabAnswer labAnswerFor(const QString &what)
{
    if (what == "understand"_L1)
        return understandLine;
    if (what == "danger"_L1)
        return dangerLine;
    if (what == "talk"_L1)
        return talkAnswer();
    return what == "dates"_L1 ? datesLine : slotsLine;
}

} // namespace nightbell
