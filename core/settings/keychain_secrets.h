// The desktop's keychain. It answers "no such entry" also while it is locked, so a missing secret is believed only
// beside a canary: an entry of our own that is found, or can be written.
#pragma once

#include "settings/secret_store.h"

#include <chrono>
#include <optional>

namespace nightbell {

// Long enough for a person to type the password that the desktop asks for.
inline constexpr std::chrono::milliseconds keychainWait = std::chrono::seconds(60);

// The keychain answers on a thread of its own with an event loop. The caller's thread waits, at most `wait` for each
// of up to four questions, then gets TimedOut; an answer that comes later is dropped.
class KeychainSecrets : public SecretStore
{
public:
    explicit KeychainSecrets(QString service, std::chrono::milliseconds wait = keychainWait)
        : m_service(std::move(service))
        , m_wait(wait)
    { }

    Result<QByteArray> read(const QString &name) override;
    Result<> write(const QString &name, const QByteArray &secret) override;
    Result<> remove(const QString &name) override;

private:
    struct Answer;
    template<class Job, class Prepare> Answer ask(const QString &name, Prepare prepare);
    std::optional<Problem> whySilent();

    QString m_service;
    std::chrono::milliseconds m_wait;
};

} // namespace nightbell
