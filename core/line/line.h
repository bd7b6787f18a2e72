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
    QByteArray staffTicket;              // of a console of staff (StaffConsoles); empty: somebody calls the clinic
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

struct DialLeg // the leg's name is new, chosen by who orders
{
    PrivateText to;  // a number, or the sip: address of an account or a trusted host
    QString account; // one of sip.accounts; empty: the address says where
    MediaPlace place;
    PrivateText shownName; // of whom the other end sees calling
};

struct HoldLeg // our side of it: the other end hears us, we no longer listen
{
    bool on = true;
};

struct ReferLeg // the other end is asked to call somebody else instead
{
    PrivateText to;
};

struct JoinLeg // the other ends of both legs are asked to talk to each other
{
    LegId other;
};

enum class TransferStep { Ringing, Done, Refused, Failed };

struct TellTransfer // to an end that asked us for one: how far it is
{
    TransferStep step = TransferStep::Refused;
};

using LineOrder =
    std::variant<RingBack, AnswerLeg, RefuseLeg, HangUpLeg, DialLeg, HoldLeg, ReferLeg, JoinLeg, TellTransfer>;

enum class DialEnd { NotAllowed, Unreachable, NotFound, Busy, Declined, NoAnswer, Failed };

enum class LineFault {
    None,
    AddressInUse,
    NotPermitted, // this user may not open the port
    NoRoute,
    RegistrarDown,
    WrongPassword,
    Refused, // by the registrar, whatever the password
    CertificateExpired,
    CertificateNotTrusted,
    CertificateUnreadable, // our own, or its key
};

struct LineState
{
    QString name; // "sip.listen", "sip.tls_listen", or that of an account
    bool up = false;
    LineFault reason = LineFault::None;
    bool operator==(const LineState &) const = default;
};

class Line : public QObject
{
    Q_OBJECT

public:
    virtual Result<> open() = 0; // an address that cannot be had yet is no problem: stateChanged() tells
    virtual void order(const LegId &leg, const LineOrder &order) = 0;
    virtual void close() = 0; // takes no more calls, ends those that are left; closed() follows soon

Q_SIGNALS:
    void arrived(const nightbell::ArrivedCall &call);
    // From now on sound goes there; again whenever that changes: hold, another address or coding.
    void connected(const nightbell::LegId &leg, const nightbell::MediaPath &path);
    void ended(const nightbell::LegId &leg, nightbell::EndCause cause); // by the other end, or the line died
    void ringing(const nightbell::LegId &leg);                          // one that was dialled
    void heardEarly(const nightbell::LegId &leg, const nightbell::MediaPath &path); // announcements before the answer
    void notReached(const nightbell::LegId &leg, nightbell::DialEnd why);           // instead of connected()
    void transferAsked(const nightbell::LegId &leg, const nightbell::PrivateText &to); // TellTransfer in time
    void transferEnded(const nightbell::LegId &leg, nightbell::TransferStep how);      // of ReferLeg or JoinLeg
    void stateChanged(const nightbell::LineState &state);
    void closed();
};

} // namespace nightbell
