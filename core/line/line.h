// How calls arrive and leave, as the engine sees it. A leg is the way of one party: the caller's has the name of the
// call; staff on a telephone have one of their own. An object belongs to the engine's thread; whatever thread it keeps
// inside, its signals are to be connected queued. Only values cross.
#pragma once

#include "audio/media_path.h"
#include "call/line_happenings.h"
#include "result.h"

#include <QList>
#include <QObject>

#include <variant>

namespace nightbell {

struct ArrivedCall
{
    LegId leg;
    QString provider;         // which line: "sip", "web"
    PrivateText providerCall; // the other end's own id of the call
    PrivateText from;
    QList<PrivateText> called; // the numbers that may name the clinic, the surest first
    PrivateText callerName;
    bool numberWithheld = false;
    PrivateFacts metadata;
    MediaKind media = MediaKind::Socket; // what AnswerLeg has to bring
};

enum class Refusal { UnknownNumber, Busy, Unavailable };

struct RingBack // the caller hears that it rings
{
};

struct AnswerLeg // connected() tells when sound may start
{
    MediaPlace place;
};

struct RefuseLeg // instead of answering
{
    Refusal why = Refusal::Unavailable;
};

struct HangUpLeg
{
};

using LineOrder = std::variant<RingBack, AnswerLeg, RefuseLeg, HangUpLeg>;

class Line : public QObject
{
    Q_OBJECT

public:
    virtual Result<> open() = 0; // the problem names the address that could not be had
    virtual void order(const LegId &leg, const LineOrder &order) = 0;
    virtual void close() = 0; // takes no more calls, ends those that are left; closed() follows within closingMs

Q_SIGNALS:
    void arrived(const nightbell::ArrivedCall &call);
    void connected(const nightbell::LegId &leg, const nightbell::MediaPath &path); // from now on sound goes there
    void ended(const nightbell::LegId &leg, nightbell::EndCause cause);            // by the other end, or the line died
    void closed();
};

} // namespace nightbell
