// How calls arrive and leave, as the engine sees it. An object belongs to the engine's thread; whatever thread it keeps
// inside, its signals are to be connected queued. Only values cross.
#pragma once

#include "audio/media_path.h"
#include "call/line_happenings.h"
#include "result.h"

#include <QList>
#include <QObject>

namespace nightbell {

struct ArrivedCall
{
    CallId call;
    QString provider;         // which line: "sip"
    PrivateText providerCall; // the other end's own id of the call
    PrivateText from;
    QList<PrivateText> called; // the numbers that may name the clinic, the surest first
    PrivateText callerName;
    bool numberWithheld = false;
    PrivateFacts metadata;
};

enum class Refusal { UnknownNumber, Busy, Unavailable };

class Line : public QObject
{
    Q_OBJECT

public:
    virtual Result<> open() = 0; // the problem names the address that could not be had
    virtual void ring(const CallId &call) = 0;
    virtual void answer(const CallId &call, const MediaAddress &local) = 0; // acknowledged() tells when sound may start
    virtual void refuse(const CallId &call, Refusal why) = 0;               // instead of answering
    virtual void hangUp(const CallId &call) = 0;
    virtual void close() = 0; // takes no more calls, ends those that are left; closed() follows within closingMs

Q_SIGNALS:
    void arrived(const nightbell::ArrivedCall &call);
    void acknowledged(const nightbell::CallId &call, const nightbell::MediaPath &path);
    void ended(const nightbell::CallId &call, nightbell::EndCause cause); // by the other end, or the line died
    void closed();
};

} // namespace nightbell
