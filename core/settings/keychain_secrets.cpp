#include "settings/keychain_secrets.h"

#include "settings/secret_names.h"

#include <qt6keychain/keychain.h>

#include <future>
#include <optional>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

const QString canary = u"canary"_s;
const QByteArray canarySong = "alive";

} // namespace

struct KeychainSecrets::Answer
{
    QByteArray secret;
    std::optional<Problem> problem;

    Result<> done() const { return problem ? Result<>(*problem) : Result<>(); }
};

namespace {

std::optional<Problem> problemOf(const QKeychain::Job &job)
{
    using Kind = Problem::Kind;
    const auto because = [&job](Kind kind) { return Problem{kind, u"keychain: "_s + job.errorString()}; };
    switch (job.error()) {
    case QKeychain::NoError:
        return std::nullopt;
    case QKeychain::EntryNotFound:
        return because(Kind::NotFound);
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return because(Kind::Locked);
    case QKeychain::CouldNotDeleteEntry:
        return because(Kind::Refused);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return because(Kind::Unreachable);
}

} // namespace

KeychainSecrets::KeychainSecrets(QString service, std::chrono::milliseconds wait)
    : m_service(std::move(service))
    , m_wait(wait)
{
    m_thread.setObjectName(u"keychain"_s);
    m_clerk.moveToThread(&m_thread);
    m_thread.start();
}

KeychainSecrets::~KeychainSecrets()
{
    m_thread.quit();
    m_thread.wait();
}

template<class Job, class Prepare> KeychainSecrets::Answer KeychainSecrets::ask(const QString &name, Prepare prepare)
{
    const auto promise = std::make_shared<std::promise<Answer>>();
    auto answer = promise->get_future();
    QMetaObject::invokeMethod(&m_clerk, [this, name, prepare, promise] {
        auto *job = new Job(m_service, &m_clerk);
        job->setKey(name);
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, &m_clerk, [job, promise] {
            Answer given{{}, problemOf(*job)};
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                given.secret = job->binaryData();
            promise->set_value(std::move(given));
        });
        job->start();
    });
    if (answer.wait_for(m_wait) != std::future_status::ready)
        return {{}, Problem{Problem::Kind::TimedOut, u"the keychain does not answer"_s}};
    return answer.get();
}

// "Not found" is also what a locked keychain says; only the canary tells them apart.
Problem KeychainSecrets::whyMissing(const QString &name)
{
    const Problem missing{Problem::Kind::NotFound, u"the keychain does not hold %1"_s.arg(name)};
    const auto nothing = [](auto &) {};
    if (!ask<QKeychain::ReadPasswordJob>(canary, nothing).problem)
        return missing;
    const auto sung = ask<QKeychain::WritePasswordJob>(canary, [](auto &job) { job.setBinaryData(canarySong); });
    if (sung.problem)
        return *sung.problem;
    // Open now; it may have been locked when the secret was asked for.
    const auto again = ask<QKeychain::ReadPasswordJob>(name, nothing);
    if (!again.problem)
        return {Problem::Kind::Locked, u"the keychain was just unlocked; ask again"_s};
    return again.problem->kind == Problem::Kind::NotFound ? missing : *again.problem;
}

Result<QByteArray> KeychainSecrets::read(const QString &name)
{
    if (const auto named = checkSecretName(name); !named)
        return named.problem();
    const auto answer = ask<QKeychain::ReadPasswordJob>(name, [](auto &) {});
    if (!answer.problem)
        return answer.secret;
    return answer.problem->kind == Problem::Kind::NotFound ? whyMissing(name) : *answer.problem;
}

Result<> KeychainSecrets::write(const QString &name, const QByteArray &secret)
{
    if (const auto named = checkSecretName(name); !named)
        return named;
    return ask<QKeychain::WritePasswordJob>(name, [secret](auto &job) { job.setBinaryData(secret); }).done();
}

Result<> KeychainSecrets::remove(const QString &name)
{
    // The keychain is silent about removing what is not there.
    if (const auto held = read(name); !held)
        return held.problem();
    return ask<QKeychain::DeletePasswordJob>(name, [](auto &) {}).done();
}

} // namespace nightbell
