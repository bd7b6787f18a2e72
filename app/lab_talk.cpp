#include "app/lab_talk.h"

#include "app/talk_room.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <memory>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int silenceAtMost = 24 * 3600;  // seconds
constexpr int waitAtMost = 400 * 24 * 60; // minutes
constexpr int msOfAWord = 380;            // about 160 words a minute

Problem wrong(const char *why) { return {Problem::Kind::Invalid, QCoreApplication::translate("Lab", why)}; }

QString levelOf(const HandOverStep &step)
{
    return step.level == Gravity::Asks ? u"human"_s : QString(nameOf(step.level));
}

// How much of it was heard when somebody spoke so soon.
int heardOf(const QString &spoken, int afterMs)
{
    const QStringList words = spoken.split(u' ', Qt::SkipEmptyParts);
    return int(words.mid(0, std::max(0, afterMs / msOfAWord)).join(u' ').size());
}

// The names that the questions have at the outside.
QJsonValue askOf(const QString &key)
{
    static const QStringList known =
        u"name dob phone service provider date time offer confirm reason anything_else "
        "callback_number resume_offer relation which_appointment reschedule_offer pharmacy "
        "medication urgency emergency_check human_confirm"_s.split(u' ');
    return key == "message"_L1 ? QJsonValue(u"reason"_s) : known.contains(key) ? QJsonValue(key) : QJsonValue();
}

class Talk
{
public:
    Result<QJsonObject> answer(const QJsonObject &line);

private:
    Result<QJsonObject> open(const QJsonObject &wanted);
    QJsonObject stateNow();
    QJsonObject told(const SpokenTurn &turn);

    std::unique_ptr<TalkRoom> m_room;
};

QJsonObject Talk::stateNow()
{
    QJsonArray diary, messages;
    for (const Appointment &each : m_room->appointments())
        diary.append(asGiven(each));
    for (const MessageTaken &each : m_room->messages()) {
        QJsonObject message{{u"id"_s, each.message.text()},
                            {u"kind"_s, each.about},
                            {u"text"_s, each.words.reveal()},
                            {u"name"_s, each.name.reveal()},
                            {u"phone"_s, each.phone.reveal()}};
        const auto also = [&](const QString &key, const PrivateText &value) {
            if (!value.isEmpty())
                message.insert(key, value.reveal());
        };
        also(u"dob"_s, each.born);
        also(u"medication"_s, each.medication);
        also(u"pharmacy"_s, each.pharmacy);
        if (each.urgent)
            message.insert(u"urgent"_s, true);
        messages.append(message);
    }
    return {{u"diary"_s, diary}, {u"messages"_s, messages}};
}

QJsonObject Talk::told(const SpokenTurn &turn)
{
    QJsonObject line = stateNow();
    line.insert(u"agent"_s, turn.sentences.join(u' '));
    line.insert(u"asks"_s, askOf(turn.asks));
    line.insert(u"ended"_s, turn.ended);
    line.insert(u"steps"_s, turn.steps);
    line.insert(u"identity"_s, QString(nameOf(m_room->state().identity)));
    line.insert(u"transfer"_s, QJsonValue());
    if (turn.handedOver)
        line.insert(u"transfer"_s,
                    QJsonObject{{u"to"_s, turn.handedOver->to.isEmpty() ? u"front desk"_s : turn.handedOver->to},
                                {u"level"_s, levelOf(*turn.handedOver)},
                                {u"connected"_s, turn.connected}});
    return line;
}

Result<QJsonObject> Talk::open(const QJsonObject &wanted)
{
    auto clinic = labClinicFrom(wanted["org"_L1].toObject());
    if (!clinic)
        return clinic.problem();
    const QString now = wanted["now"_L1].toString(wanted["org"_L1]["now"_L1].toString());
    const QDateTime clock = QDateTime::fromString(now, Qt::ISODate);
    if (!clock.isValid())
        return wrong(QT_TRANSLATE_NOOP("Lab", "now is missing or not what it should be"));
    const Instant at = clinic.value().instantOf(clock.date(), clock.time());
    auto room = TalkRoom::open(std::move(clinic.value()), at);
    if (!room)
        return room.problem();
    m_room = std::move(room.value());
    QJsonObject state = stateNow();
    state.insert(u"ok"_s, true);
    return state;
}

Result<QJsonObject> Talk::answer(const QJsonObject &line)
{
    if (line.contains("open"_L1))
        return open(line["open"_L1].toObject());
    if (!m_room)
        return wrong(QT_TRANSLATE_NOOP("Lab", "a dialogue begins with open"));
    const auto done = [this] {
        QJsonObject state = stateNow();
        state.insert(u"ok"_s, true);
        return state;
    };
    if (line.contains("close"_L1)) {
        m_room->hangUp();
        return done();
    }
    if (line.contains("wait_minutes"_L1)) {
        const int minutes = line["wait_minutes"_L1].toInt(-1);
        if (m_room->calling() || minutes < 0 || minutes > waitAtMost)
            return wrong(QT_TRANSLATE_NOOP("Lab", "wait_minutes stands between calls, and has its limits"));
        m_room->wait(std::chrono::minutes{minutes});
        return done();
    }
    if (line.contains("hangup"_L1)) {
        m_room->hangUp();
        return done();
    }
    if (line.contains("call"_L1)) {
        m_room->hangUp();
        const QJsonObject wanted = line["call"_L1].toObject();
        const PrivateText number(wanted["from"_L1].toString()), patient(wanted["remind"_L1].toString());
        return told(patient.isEmpty() ? m_room->call(number) : m_room->remind(number, patient));
    }
    if (!m_room->calling())
        return wrong(QT_TRANSLATE_NOOP("Lab", "nobody is on the line"));
    if (line.contains("say"_L1))
        return told(m_room->hear(line["say"_L1].toString()));
    if (line.contains("press"_L1))
        return told(m_room->press(line["press"_L1].toString()));
    if (line.contains("barge_in"_L1))
        return told(m_room->breakIn(line["barge_in"_L1].toString(),
                                    heardOf(m_room->state().lastWords, line["after_ms"_L1].toInt())));
    if (line.contains("silence"_L1))
        return told(m_room->stay(std::clamp(line["silence"_L1].toInt(), 0, silenceAtMost)));
    return wrong(QT_TRANSLATE_NOOP("Lab", "this is no request of a dialogue"));
}

} // namespace

LabAnswer talkAnswer()
{
    const auto talk = std::make_shared<Talk>();
    return [talk](const QJsonObject &line) { return talk->answer(line); };
}

} // namespace nightbell
